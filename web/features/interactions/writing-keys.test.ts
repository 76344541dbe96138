import { expect, test } from 'vitest'
import { kindsInSight } from './kinds.ts'
import { meaningOf } from './writing-keys.ts'

const press = (code: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey', boolean>> = {}) =>
  meaningOf({ code, ctrlKey: false, metaKey: false, altKey: false, ...held })

test('Ctrl or Command with Enter records; Enter alone is a new line', () => {
  expect(press('Enter', { ctrlKey: true })).toEqual({ save: true })
  expect(press('Enter', { metaKey: true })).toEqual({ save: true })
  expect(press('Enter')).toBeUndefined()
})

test('Alt with a digit chooses the kind that stands in that place, and the tenth with 0', () => {
  expect(press('Digit1', { altKey: true })).toEqual({ kind: kindsInSight[0] })
  expect(press('Digit0', { altKey: true })).toEqual({ kind: kindsInSight[9] })
})

test('Alt with O unfolds the company’s own fields', () => {
  expect(press('KeyO', { altKey: true })).toEqual({ unfold: true })
  expect(press('KeyO')).toBeUndefined()
})

test('what was heard of other suppliers has a letter each, and letters without Alt are text', () => {
  expect(press('KeyP', { altKey: true })).toEqual({ heard: 'price-comparison' })
  expect(press('KeyK', { altKey: true })).toEqual({ heard: 'competitor-contact' })
  for (const code of ['KeyP', 'KeyK', 'Digit1']) expect(press(code)).toBeUndefined()
  expect(press('KeyK', { altKey: true, ctrlKey: true })).toBeUndefined()
})
