/** The one connection on which the database tells of what was committed. */
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import type { LiveEvent } from '../../contract/events.ts'
import type { House } from '../house.ts'
import { liveChannel } from './record.ts'

type Told = {
  /** Every event committed anywhere. */
  hear(event: LiveEvent): Promise<void>
  /** From here until it listens again nothing is heard. */
  deaf(): void
}

const pause = 300

/** Listens until stopped, and finds the database again by itself when it went away. */
export async function listen(house: House, { hear, deaf }: Told) {
  let stopped = false
  let listening = true
  let client: pg.Client
  const open = async () => {
    const next = new pg.Client({ connectionString: house.url, connectionTimeoutMillis: 5_000, keepAlive: true })
    const ended = new Promise((done) => next.once('end', done))
    next.on('error', () => {}) // its end follows
    next.on('notification', ({ payload }) => {
      hear(JSON.parse(payload ?? '{}')).catch((error) => house.log.warn({ stack: error.stack }, 'a live event was not told'))
    })
    try {
      await next.connect()
      await next.query(`listen ${liveChannel}`)
    } catch (error) {
      next.end().catch(() => {})
      throw error
    }
    client = next
    return { ended }
  }
  const follow = async (connection: { ended: Promise<unknown> } | undefined) => {
    await connection?.ended
    if (stopped) return
    if (connection) {
      listening = false
      deaf()
    }
    await delay(pause, undefined, { ref: false })
    const next = stopped ? undefined : await open().catch(() => undefined)
    listening = next !== undefined
    if (stopped) await client.end()
    else void follow(next)
  }
  void follow(await open())
  return {
    hears: () => listening,
    async stop() {
      stopped = true
      await client.end()
    },
  }
}
