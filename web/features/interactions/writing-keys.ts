import type { KeyboardEvent } from 'react'
import type { HeardOfOthers } from '../../../contract/interactions.ts'
import { type Kind, kindsInSight } from './kinds.ts'

/** With Alt, where the fingers are while writing. */
const heardByKey: Partial<Record<string, HeardOfOthers>> = { KeyP: 'price-comparison', KeyK: 'competitor-contact' }

type Key = Pick<KeyboardEvent, 'code' | 'ctrlKey' | 'metaKey' | 'altKey'>

/** What a key means while an entry is written. Keys go by their place on the board, so that they are the same in Hebrew. */
export function meaningOf({
  code,
  ctrlKey,
  metaKey,
  altKey,
}: Key): { save: true } | { heard: HeardOfOthers } | { unfold: true } | { kind: Kind | undefined } | undefined {
  if (code === 'Enter' && (ctrlKey || metaKey)) return { save: true }
  if (!altKey || ctrlKey || metaKey) return undefined
  const heard = heardByKey[code]
  if (heard) return { heard }
  if (code === 'KeyO') return { unfold: true }
  const digit = /^Digit(\d)$/.exec(code)?.[1]
  return digit ? { kind: kindsInSight[(Number(digit) + 9) % 10] } : undefined
}
