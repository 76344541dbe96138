/**
 * A mark in the log together with the digests of all tables at exactly that point: a restore that stops at the mark must come to the
 * same digests. Writers wait for the blink in which the mark is set and the snapshot taken; the digests are made from the snapshot at leisure.
 */
import { setTimeout as delay } from 'node:timers/promises'
import type pg from 'pg'
import { connectOne } from '../db/connect.ts'
import { type Digests, digestsOf, tablesOf } from './digests.ts'
import { Fault } from './fault.ts'

export type Mark = { name: string; tables: Digests }

export async function setMark(client: pg.Client, url: string, name: string): Promise<Mark> {
  const other = await connectOne(url)
  try {
    await holdingStill(client, async () => {
      await client.query('select pg_create_restore_point($1)', [name])
      const { rows } = await client.query<{ snapshot: string }>('select pg_export_snapshot() as snapshot')
      await other.client.query('begin isolation level repeatable read, read only')
      await other.client.query(`set transaction snapshot '${rows[0]!.snapshot}'`)
    })
    return { name, tables: await digestsOf(other.client) }
  } finally {
    await other.close()
  }
}

/** Shorter than PostgreSQL waits before it looks for deadlocks: where two are in each other's way, it is the backup that yields. */
const patience = '200ms'
const attempts = 300

async function holdingStill(client: pg.Client, work: () => Promise<void>) {
  const tables = (await tablesOf(client)).join(', ')
  for (let attempt = 1; ; attempt++) {
    await client.query('begin')
    try {
      await client.query(`set local lock_timeout = '${patience}'`)
      await client.query(`lock table ${tables} in share mode`)
      await work()
      await client.query('commit')
      return
    } catch (error) {
      await client.query('rollback')
      if ((error as { code?: string }).code !== '55P03') throw error
      if (attempt === attempts) throw new Fault('busy')
      await delay(100 + Math.random() * 200)
    }
  }
}
