/** Everything a person can do from the keyboard: one list, from which shortcuts, the palette and the cheat sheet are made. */
import { useEffect, useId, useSyncExternalStore } from 'react'
import type { IconName } from '../ui/icons.ts'

export type Action = {
  id: string
  name: string
  run: () => void
  icon?: IconName
  /** `mod+k` together, `g c` one after the other, `/`, `?`. Written by the Latin letter; matched by the place on the board. */
  keys?: string
  group: 'page' | 'record' | 'go' | 'do'
  /** A key only: not in the palette. */
  quiet?: boolean
}

const registered = new Map<string, readonly Action[]>()
const listeners = new Set<() => void>()
let all: readonly Action[] = []

function publish() {
  all = [...registered.values()].reverse().flat()
  for (const listener of listeners) listener()
}

/** Offers actions while the caller is on the screen. What is offered last goes first. */
export function useActions(actions: readonly Action[]) {
  const owner = useId()
  useEffect(() => {
    registered.set(owner, actions)
    publish()
  }, [owner, actions])
  useEffect(
    () => () => {
      registered.delete(owner)
      publish()
    },
    [owner],
  )
}

const listen = (listener: () => void) => {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

export const useAllActions = () => useSyncExternalStore(listen, () => all)
export const allActions = () => all
