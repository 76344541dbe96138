/** The long form: KESHER_TRUST_MERGES random cases, 200 unless told. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Kesher, openKesher } from '../kesher.ts'
import { type MergeFault, mergeCases, mergeFaults, mergeWorld } from './merging.ts'
import { noteResult } from './results.ts'

const wanted = Number(process.env.KESHER_TRUST_MERGES ?? 200)

let kesher: Kesher
beforeAll(async () => {
  kesher = await openKesher({ now: () => new Date('2026-11-22T08:00:00Z') })
})
afterAll(() => kesher.close())

test('merged and undone, with random work between and steps cut off: each file has what it had', async () => {
  const world = await mergeWorld(kesher)
  const seed = Date.now() % 1_000_000_000
  const counts = { steps: 0, cut: 0, edits: 0 }
  const wrong: { given: object; faults: MergeFault[] }[] = []
  for (const given of fc.sample(mergeCases, { numRuns: wanted, seed })) {
    const { faults, steps, cut, edits } = await mergeFaults(world, given)
    counts.steps += steps
    counts.cut += cut
    counts.edits += edits
    if (faults.length > 0) wrong.push({ given, faults })
  }
  noteResult('merge and undo', { cases: wanted, seed, merges: wanted * 2, undone: wanted * 2, ...counts, filesThatDiffered: wrong.length }, 'find')
  expect(wrong.slice(0, 3)).toEqual([])
})
