/** What the keyboard and the palette can do in an open file. */
import { useRouter } from '@tanstack/react-router'
import { type RefObject, useMemo } from 'react'
import { type Action, useActions } from '../shell/actions.ts'
import { useWords } from '../words.tsx'

type Props = {
  /** The files before and after, in the order they came from. */
  previous: string | undefined
  next: string | undefined
  /** Stays the same while nothing changed, as the box does. */
  step: (to: string) => void
  searchRef: RefObject<HTMLInputElement | null>
  mayRecord: boolean
}

export function useFileActions({ previous, next, step, searchRef, mayRecord }: Props) {
  const words = useWords('file')
  const router = useRouter()
  useActions(
    useMemo((): Action[] => {
      const neighbours: Action[] = [
        ...(previous
          ? [{ id: 'previous-file', name: words.previous, keys: '[', icon: 'chevron-left', group: 'page', run: () => step(previous) } as const]
          : []),
        ...(next ? [{ id: 'next-file', name: words.next, keys: ']', icon: 'chevron-right', group: 'page', run: () => step(next) } as const] : []),
      ]
      const write = () => document.querySelector<HTMLElement>('.composer textarea, .record-bar button')?.focus()
      return [
        ...neighbours,
        { id: 'back', name: words.back, keys: 'u', icon: 'undo-2', group: 'page', run: () => router.history.back() },
        { id: 'search-file', name: words.searchInside, keys: 'f', icon: 'search', group: 'page', run: () => searchRef.current?.focus() },
        ...(mayRecord ? [{ id: 'write-file', name: words.record, keys: 'w', icon: 'square-pen', group: 'record', run: write } as const] : []),
      ]
    }, [previous, next, words, step, mayRecord, router, searchRef]),
  )
}
