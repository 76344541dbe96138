import { startTransition, useEffect, useState } from 'react'

/**
 * False while a page is drawn for the first time, true once that is on the screen. What stands beside the main thing of
 * a page comes then, in pieces that give way to a key or a click.
 */
export function usePainted(): boolean {
  const [painted, setPainted] = useState(false)
  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | undefined
    const frame = requestAnimationFrame(() => {
      waiting = setTimeout(() => startTransition(() => setPainted(true)))
    })
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(waiting)
    }
  }, [])
  return painted
}
