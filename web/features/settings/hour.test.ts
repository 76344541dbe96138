import { expect, test } from 'vitest'
import { hourOf } from './hour.ts'

test.each([
  ['830', '08:30'],
  ['8:30', '08:30'],
  ['8.5', '08:05'],
  ['9', '09:00'],
  ['1730', '17:30'],
  ['00:00', '00:00'],
])('%s is read as %s', (typed, hour) => expect(hourOf(typed)).toBe(hour))

test.each(['', '25', '8:75', 'noon', '99999'])('%j is left as it is, for the server to refuse', (typed) => expect(hourOf(typed)).toBe(typed))
