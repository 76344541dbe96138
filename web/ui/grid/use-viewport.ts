import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { rowsHeld, rowsShown, scrollTopToShow, type Viewport } from './viewport.ts'

type Shown = ReturnType<typeof rowsShown>

/** A list that has not moved for so many milliseconds is at rest. */
const restful = 150

/** Follows the scrolling and the size of a list, and says which of its rows to have on the page, and whether it moves. */
export function useViewport(count: number, rowHeight: number, headerHeight: number) {
  const scroller = useRef<HTMLDivElement>(null)
  const height = useRef(800)
  /** Kept here because an element that leaves the page forgets it. */
  const top = useRef(0)
  const [shown, setShown] = useState<Shown>({ first: 0, end: Math.min(count, 40), origin: 0 })

  const [moving, setMoving] = useState(false)

  const view = useCallback((): Viewport => ({ scrollTop: scroller.current?.scrollTop ?? 0, height: height.current, rowHeight, count }), [rowHeight, count])
  const look = useCallback(() => {
    const now = view()
    const leaps = Math.abs(now.scrollTop - top.current) > now.height
    top.current = now.scrollTop
    const next = rowsShown(now, leaps)
    setShown((old) => (old.first === next.first && old.end === next.end && old.origin === next.origin ? old : next))
  }, [view])

  useLayoutEffect(look, [look])
  useEffect(() => {
    const element = scroller.current!
    const size = new ResizeObserver(() => {
      height.current = Math.max(rowHeight, element.clientHeight - headerHeight)
      look()
    })
    size.observe(element)
    let rest: ReturnType<typeof setTimeout> | undefined
    const settle = () => {
      setMoving(false)
      look()
    }
    // Before the browser paints, so that no frame shows rows that were there before.
    const follow = () => {
      clearTimeout(rest)
      rest = setTimeout(settle, restful)
      flushSync(() => {
        setMoving(true)
        look()
      })
    }
    element.addEventListener('scroll', follow, { passive: true })
    return () => {
      clearTimeout(rest)
      size.disconnect()
      element.removeEventListener('scroll', follow)
    }
  }, [look, rowHeight, headerHeight])

  const show = useCallback(
    (index: number) => {
      const top = scrollTopToShow(index, view())
      if (scroller.current && top !== scroller.current.scrollTop) scroller.current.scrollTop = top
    },
    [view],
  )
  return { scroller, top, shown, held: rowsHeld({ height: height.current, rowHeight }), moving, view, show }
}
