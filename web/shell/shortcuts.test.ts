import { expect, test } from 'vitest'
import type { Action } from './actions.ts'
import { matchKeys, strokesOf } from './shortcuts.ts'

const action = (keys: string): Action => ({ id: keys, name: keys, keys, group: 'go', run() {} })
const actions = ['mod+k', 'g c', 'g m', '/', '?', 'e'].map(action)
const press = (code: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey', true>> = {}) => ({
  code,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
})

test('a key is known by its place on the board, whatever letter it writes', () => {
  expect(matchKeys(actions, [press('KeyK', { ctrlKey: true })])).toMatchObject({ keys: 'mod+k' })
  expect(matchKeys(actions, [press('KeyK', { metaKey: true })])).toMatchObject({ keys: 'mod+k' })
  expect(matchKeys(actions, [press('KeyK')])).toBeUndefined()
})

test('keys pressed one after the other wait for the last', () => {
  expect(matchKeys(actions, [press('KeyG')])).toBe('more')
  expect(matchKeys(actions, [press('KeyG'), press('KeyM')])).toMatchObject({ keys: 'g m' })
  expect(matchKeys(actions, [press('KeyG'), press('KeyX')])).toBeUndefined()
})

test('a slash searches and a question mark explains', () => {
  expect(matchKeys(actions, [press('Slash')])).toMatchObject({ keys: '/' })
  expect(matchKeys(actions, [press('Slash', { shiftKey: true })])).toMatchObject({ keys: '?' })
})

test('every kind of key has its stroke', () => {
  expect(strokesOf('mod+shift+5')).toEqual([{ code: 'Digit5', mod: true, shift: true, alt: false }])
  expect(strokesOf('esc')[0]!.code).toBe('Escape')
})
