import { expect, test } from 'vitest'
import { killingWork } from './killing-work.ts'
import { noteResult } from './results.ts'

test('imports, exports, merges, undos and erasures, killed again and again, end as if nobody had been killed', async () => {
  const { kills, rounds, unfinished, wrong, unexpected } = await killingWork(25)
  noteResult('kill -9 under an import, an export, a merge, its undo and an erasure', {
    kills,
    rounds,
    unfinished: unfinished.length,
    wrong: wrong.length,
    unexpected: unexpected.length,
  })
  expect([...unfinished, ...wrong, ...unexpected]).toEqual([])
})
