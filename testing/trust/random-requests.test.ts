import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Kesher, openKesher } from '../kesher.ts'
import { answersTo, requests } from './random-requests.ts'
import { trustWorld, type World } from './world.ts'

let kesher: Kesher
let world: World

beforeAll(async () => {
  kesher = await openKesher({ now: () => new Date('2026-11-22T08:00:00Z') })
  world = await trustWorld(kesher)
})
afterAll(() => kesher.close())

test('whatever is asked by whomever, in form or out of it, the answer is one the OpenAPI document promises', async () => {
  const { wrong, done } = await answersTo(world, fc.sample(requests(world), { numRuns: 500, seed: 20_261_122 }))
  expect(wrong).toEqual([])
  expect(done.size).toBeGreaterThan(40)
})
