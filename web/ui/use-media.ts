import { useSyncExternalStore } from 'react'

/** Does the screen match, now: `useMedia('(width < 720px)')`. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = matchMedia(query)
      media.addEventListener('change', listener)
      return () => media.removeEventListener('change', listener)
    },
    () => matchMedia(query).matches,
  )
}
export const useNarrow = () => useMedia('(width < 720px)')
