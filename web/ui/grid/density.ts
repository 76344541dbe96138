/** How high the rows of every list are: a choice of the person at this screen. */
import { useSyncExternalStore } from 'react'

export type Density = 'comfortable' | 'compact'
const heights: Record<Density, number> = { comfortable: 44, compact: 34 }
const cardHeight = 64
let key = 'kesher.density'
const read = (): Density => (localStorage.getItem(key) === 'compact' ? 'compact' : 'comfortable')
let density = read()
const listeners = new Set<() => void>()
const listen = (listener: () => void) => {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

/** Whose choice it is: two people who share a screen each find their own. */
export function densityOf(userId: string) {
  const theirs = `kesher.density.${userId}`
  if (key === theirs) return
  key = theirs
  show(read())
}

export function setDensity(next: Density) {
  localStorage.setItem(key, next)
  show(next)
}

function show(next: Density) {
  density = next
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
