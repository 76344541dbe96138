import { expect, test } from 'vitest'
import { failingEverywhere } from './failing.ts'
import { noteResult } from './results.ts'

test('failing every call to the database and the disk, the first, the second, until none is left', async () => {
  const outcomes = await failingEverywhere()
  for (const [deed, { failed, halfStates, notRepeated, unexpected }] of Object.entries(outcomes)) {
    noteResult(`failing the n-th call: ${deed}`, { failed, halfStates: halfStates.length, notRepeated: notRepeated.length, unexpected: unexpected.length })
    expect([...halfStates, ...notRepeated, ...unexpected], deed).toEqual([])
  }
})
