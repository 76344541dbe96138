/** The long form of the random requests: KESHER_TRUST_REQUESTS of them, 100,000 unless told. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contract } from '../../contract/index.ts'
import { type Kesher, openKesher } from '../kesher.ts'
import { answersTo, requests, type Wrong } from './random-requests.ts'
import { noteResult } from './results.ts'
import { trustWorld, type World } from './world.ts'

const wanted = Number(process.env.KESHER_TRUST_REQUESTS ?? 100_000)
const perRound = 500

let kesher: Kesher
let world: World

beforeAll(async () => {
  kesher = await openKesher({ now: () => new Date('2026-11-22T08:00:00Z') })
  world = await trustWorld(kesher)
})
afterAll(() => kesher.close())

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void
const heapInMegabytes = () => {
  collect()
  return process.memoryUsage().heapUsed / 2 ** 20
}

test('random requests: no fault of ours, no answer off the contract, and memory stays flat', async () => {
  const rounds = Math.ceil(wanted / perRound)
  const seed = Date.now() % 1_000_000_000
  const asking = requests(world)
  const wrong: Wrong[] = []
  const done = new Set<string>()
  let warm = 0
  for (let round = 0; round < rounds; round++) {
    const told = await answersTo(world, fc.sample(asking, { numRuns: perRound, seed: seed + round }))
    wrong.push(...told.wrong)
    for (const key of told.done) done.add(key)
    if (round === Math.floor(rounds / 4)) warm = heapInMegabytes()
  }
  const grown = Math.round((heapInMegabytes() - warm) * 10) / 10
  noteResult('random requests', {
    requests: rounds * perRound,
    seed,
    faults: wrong.filter(({ status }) => status >= 500).length,
    offContract: wrong.filter(({ status }) => status < 500).length,
    endpoints: Object.keys(contract).length,
    endpointsThatDidTheirWork: done.size,
    heapGrownMegabytes: grown,
  })
  // Each kind once: a fault may have been found a thousand times.
  const kinds = Map.groupBy(wrong, ({ request, status, why }) => `${request.key} ${status} ${why.slice(0, 60).replace(/[0-9a-f-]{36}/g, '')}`)
  expect([...kinds].map(([kind, found]) => ({ kind, times: found.length, first: found[0] }))).toEqual([])
  expect(grown).toBeLessThan(15)
})
