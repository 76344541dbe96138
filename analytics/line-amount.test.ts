import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fits, lineAmount } from './line-amount.ts'

const quantity = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 })
const price = fc.integer({ min: 0, max: 1_000_000_000_000 })

test('a line is never more than half a minor unit away from quantity × price', () => {
  fc.assert(
    fc.property(quantity, price, (thousandths, tenThousandths) => {
      const exact = BigInt(thousandths) * BigInt(tenThousandths)
      const given = BigInt(lineAmount(thousandths / 1_000, tenThousandths / 10_000)) * 10_000_000n
      const off = given > exact ? given - exact : exact - given
      expect(2n * off <= 10_000_000n).toBe(true)
    }),
  )
})

test('a half goes away from zero, so that a return takes back exactly what the order gave', () => {
  expect([lineAmount(0.5, 1), lineAmount(-0.5, 1), lineAmount(1, 2.5), lineAmount(1.005, 100), lineAmount(3, 33.3333)]).toEqual([1, -1, 3, 101, 100])
  fc.assert(
    fc.property(quantity, price, (thousandths, tenThousandths) => {
      expect(lineAmount(-thousandths / 1_000, tenThousandths / 10_000) + lineAmount(thousandths / 1_000, tenThousandths / 10_000)).toBe(0)
    }),
  )
})

test('whole pieces at whole prices come to their plain product', () => {
  fc.assert(
    fc.property(fc.integer({ min: -100_000, max: 100_000 }), fc.integer({ min: 0, max: 10_000_000_00 }), (pieces, agorot) => {
      expect(lineAmount(pieces, agorot)).toBe(pieces * agorot || 0)
    }),
  )
})

test('a number with more decimals than are kept is recognised', () => {
  expect([fits(1.005, 3), fits(1.0005, 3), fits(12, 0), fits(0.1, 1)]).toEqual([true, false, true, true])
})
