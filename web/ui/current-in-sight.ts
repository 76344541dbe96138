import { type RefObject, useEffect, useRef } from 'react'

/** For a row of links that is wider than a phone: the one that leads to where we are is brought into sight. */
export function useCurrentInSight(): RefObject<HTMLElement | null> {
  const links = useRef<HTMLElement>(null)
  useEffect(() => {
    links.current?.querySelector('[aria-current]')?.scrollIntoView({ inline: 'center', block: 'nearest' })
  }, [])
  return links
}
