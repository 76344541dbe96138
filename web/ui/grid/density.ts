/** How high the rows of every list are: a choice of the person at this screen. */
import { useSyncExternalStore } from 'react'

export type Density = 'comfortable' | 'compact'
const heights: Record<Density, number> = { comfortable: 44, compact: 34 }
const cardHeight = 64
const key = 'kesher.density'

let density: Density = localStorage.getItem(key) === 'compact' ? 'compact' : 'comfortable'
const listeners = new Set<() => void>()
const listen = (listener: () => void) => {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

export function setDensity(next: Density) {
  density = next
  localStorage.setItem(key, next)
  for (const listener of listeners) listener()
}

export const useDensity = () => useSyncExternalStore(listen, () => density)

const narrow = window.matchMedia('(width < 720px)')
const listenToWidth = (listener: () => void) => {
  narrow.addEventListener('change', listener)
  return () => narrow.removeEventListener('change', listener)
}

/** No room for columns: rows become cards. */
export const useNarrow = () => useSyncExternalStore(listenToWidth, () => narrow.matches)

export function useRowHeight() {
  const rows = heights[useDensity()]
  return useNarrow() ? cardHeight : rows
}
