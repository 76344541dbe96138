/** Kills under load, and what was lost by it. */
import { setTimeout as delay } from 'node:timers/promises'
import { kesherToKill, type Target } from './kesher-to-kill.ts'
import { holdAgainst, openShop, Writer } from './load.ts'

/** Kills one of these after another at random moments while people write, and counts what was lost, doubled or left half done. */
export async function killing(targets: readonly Target[], { people = 4, longest = 120 } = {}) {
  const kesher = await kesherToKill()
  const shop = await openShop(kesher.address)
  const writers = Array.from({ length: people }, () => new Writer(shop))
  const enough = new AbortController()
  const work = Promise.all(writers.map((writer) => writer.writeUntil(enough.signal)))
  const total = () => writers.reduce((sum, writer) => sum + writer.total, 0)
  let slowest = 0
  for (const target of targets) {
    // Somebody was answered since the last kill: the load is there.
    for (const before = total(); total() === before; ) await delay(2)
    await delay(Math.random() * longest)
    const begun = performance.now()
    await kesher.kill(target)
    await kesher.answers()
    slowest = Math.max(slowest, performance.now() - begun)
  }
  enough.abort()
  await work
  const found = await holdAgainst(writers, kesher.url(), kesher.folder)
  await kesher.end()
  return {
    kills: targets.length,
    ...found,
    sentAgain: writers.reduce((sum, writer) => sum + writer.repeated, 0),
    slowestMs: Math.round(slowest),
    unexpected: writers.flatMap((writer) => writer.unexpected),
  }
}
