import { expect, test } from 'vitest'
import type { Target } from './kesher-to-kill.ts'
import { killing } from './killing.ts'
import { noteResult } from './results.ts'

const kills = Number(process.env.KESHER_TRUST_KILLS ?? 500)
const kinds: Target[] = ['server', 'postgres', 'connection']

test(`${kills} kills under mixed load: nothing that was answered is lost, nothing is there twice`, async () => {
  const targets = Array.from({ length: kills }, (_, n) => kinds[n % kinds.length]!)
  const { unexpected, ...figures } = await killing(targets, { people: 6, longest: 400 })
  noteResult('kill -9 of server, PostgreSQL or one of its processes under mixed load', { ...figures, unexpected: unexpected.length })
  expect(unexpected).toEqual([])
  expect(figures).toMatchObject({ kills, lost: 0, doubled: 0, halves: 0 })
})
