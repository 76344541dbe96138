import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lineCounts } from './line-counts.ts'

test('lines are counted for each order as a map would', () => {
  const steps = fc.array(fc.tuple(fc.oneof(fc.string(), fc.nat(300).map(String)), fc.integer({ min: 0, max: 5 })))
  fc.assert(
    fc.property(steps, (adds) => {
      const [counts, map] = [lineCounts(), new Map<string, number>()]
      for (const [key, lines] of adds) {
        expect(counts.of(key)).toBe(map.get(key) ?? 0)
        counts.add(key, lines)
        map.set(key, (map.get(key) ?? 0) + lines)
      }
      for (const [key, lines] of map) expect(counts.of(key)).toBe(lines)
    }),
  )
})

test('a hundred thousand orders are told apart', () => {
  const counts = lineCounts()
  const keyOf = (n: number) => `0199aaaa-0000-7000-8000-00000000${n % 977}${n}`
  for (let n = 0; n < 100_000; n++) counts.add(keyOf(n), 1 + (n % 9))
  for (let n = 0; n < 100_000; n++) if (counts.of(keyOf(n)) !== 1 + (n % 9)) expect.fail(`order ${n} counts ${counts.of(keyOf(n))}`)
})
