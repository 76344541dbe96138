/**
 * How fast callers ask, counted in memory and kept in the database every few seconds, so that a restart forgets nobody
 * who has asked for much. Each request moves the moment up to which its caller has "paid" on by its share of a second;
 * who is further ahead of the clock than their burst allows waits.
 */
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type { Db } from '../db/connect.ts'
import type { House } from '../house.ts'
import { Problem } from './problem.ts'

export type Allowance = { perSecond: number; burst: number }

export type Rates = {
  /** Counts one request, or refuses it with the seconds to wait. */
  pay(key: string, allowance: Allowance): void
  /** Holds one of `most` places until the returned function is called. */
  hold(key: string, most: number): () => void
  load(db: Db): Promise<void>
  store(db: Db): Promise<void>
}

const storedEvery = 5_000

/** Those who have used up less than this share of their burst are not worth a row. */
const worthKeeping = 0.25
/** Milliseconds lost and won by adding shares up. */
const rounding = 0.01

/** `pace`: how many times the allowance callers get; 0 for no bound. */
export function rates(pace: number, now: () => Date): Rates {
  const paidUntil = new Map<string, number>()
  const held = new Map<string, number>()
  const unsaved = new Set<string>()
  return {
    pay(key, { perSecond, burst }) {
      if (pace === 0) return
      const [share, clock] = [1000 / (perSecond * pace), now().getTime()]
      const from = Math.max(paidUntil.get(key) ?? 0, clock)
      const window = (burst * 1000) / perSecond
      const ahead = from + share - clock
      const wait = Math.ceil((ahead - window - rounding) / 1000)
      if (wait > 0) throw new Problem('slow-down', { facts: { seconds: wait } })
      paidUntil.set(key, from + share)
      if (ahead > worthKeeping * window) unsaved.add(key)
    },
    hold(key, most) {
      const count = held.get(key) ?? 0
      if (pace !== 0 && count >= most) throw new Problem('slow-down', { facts: { seconds: 5 } })
      held.set(key, count + 1)
      let over = false
      return () => {
        if (over) return
        over = true
        const left = held.get(key)! - 1
        if (left > 0) held.set(key, left)
        else held.delete(key)
      }
    },
    async load(db) {
      const rows = await db.selectFrom('rates').where('paidUntil', '>', now().toISOString()).selectAll().execute()
      for (const row of rows) paidUntil.set(row.key, Math.max(paidUntil.get(row.key) ?? 0, Date.parse(row.paidUntil)))
    },
    async store(db) {
      const clock = now().getTime()
      for (const [key, until] of paidUntil) if (until < clock) paidUntil.delete(key)
      const keys = [...unsaved].filter((key) => paidUntil.has(key))
      unsaved.clear()
      if (keys.length === 0) return
      const untils = keys.map((key) => new Date(paidUntil.get(key)!).toISOString())
      await sql`with gone as (delete from rates where paid_until < ${new Date(clock)}::timestamptz and not key = any (${keys}::text[]))
        insert into rates (key, paid_until) select * from unnest(${keys}::text[], ${untils}::timestamptz[])
        on conflict (key) do update set paid_until = excluded.paid_until`.execute(db)
    },
  }
}

/** Takes up where the last run ended, and keeps the counts while this one lasts. */
export async function keepRates(app: FastifyInstance, { rates, db, log }: Pick<House, 'rates' | 'db' | 'log'>) {
  await rates.load(db)
  const store = () => rates.store(db).catch((error) => log.warn({ stack: error.stack }, 'how fast callers ask could not be kept'))
  const storing = setInterval(store, storedEvery).unref()
  app.addHook('onClose', async () => {
    clearInterval(storing)
    await store()
  })
}
