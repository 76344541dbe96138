/** Brings a data folder to the newest schema with a way back: a set first, and if a migration fails the database as it was. */
import type pg from 'pg'
import { startEmbedded } from '../db/embedded.ts'
import { aboutMigration, knownMigrations, migrate, type Which } from '../db/migrate.ts'
import { type Digests, digestsOf } from './digests.ts'
import { Fault } from './fault.ts'
import { keyFor } from './key.ts'
import { beforePlans, makeSet } from './making.ts'
import { replaceCluster } from './restoring.ts'
import { alone, claimPlace, placeBeforeUpgrade, usualPlace } from './session.ts'

export type Upgraded = {
  /** Nothing, where the schema was the newest already. */
  applied: { name: string; about: string }[]
  set: string | null
  /** Tables with fewer rows than before, which a migration must have meant. */
  fewer: { table: string; before: number; after: number }[]
}
export type UpgradeStage = 'backing-up' | 'migrating' | 'rolling-back'

/** A migration failed, and everything is as it was before. */
export class RolledBack extends Error {}

/** Upgrades `folder`, on which nobody may be at work. */
export async function upgrade(folder: string, { told = () => {}, ...which }: Which & { told?: (stage: UpgradeStage) => void } = {}): Promise<Upgraded> {
  const postgres = await startEmbedded({ folder })
  let stopped = false
  const stop = async () => {
    if (!stopped) await postgres.stop()
    stopped = true
  }
  try {
    const done = await alone(postgres.url(), async ({ db, client }) => {
      const pending = await pendingIn(client, which)
      if (pending.length === 0) return { applied: [], set: null, fewer: [] }
      if (pending.length === knownMigrations(which).length) return { applied: await applyAll(postgres.url(), which), set: null, fewer: [] }
      told('backing-up')
      const { path, database } = await backupPlace(client, folder)
      const place = await claimPlace(path, database)
      const { key } = keyFor(folder)
      const set = await makeSet({ db, client, url: postgres.url(), folder, place, key })
      told('migrating')
      try {
        const applied = await applyAll(postgres.url(), which)
        return { applied, set: set.name, fewer: fewerRows(set.cluster!.mark.tables, await digestsOf(client)) }
      } catch (error) {
        told('rolling-back')
        await client.end()
        await stop()
        await replaceCluster(folder, { place, key, target: 'mark', set: set.name, withoutMigrating: true, afterRestore: {} })
        throw new RolledBack(`${(error as Error).message}`, { cause: error })
      }
    })
    if (!done) throw new Fault('busy')
    return done
  } finally {
    await stop()
  }
}

const applyAll = async (url: string, which: Which) => (await migrate(url, which)).map((name) => ({ name, about: aboutMigration(name, which) }))

async function pendingIn(client: pg.Client, which: Which): Promise<string[]> {
  const known = knownMigrations(which)
  const { rows } = await client.query<{ name: string }>(`select to_regclass('migrations') as name`)
  if (!rows[0]!.name) return known
  const applied = (await client.query<{ name: string }>('select name from migrations')).rows.map(({ name }) => name)
  if (applied.some((name) => !known.includes(name))) throw new Fault('newer', { version: applied.filter((name) => !known.includes(name)).join(', ') })
  return known.filter((name) => !applied.includes(name))
}

async function backupPlace(client: pg.Client, folder: string) {
  const { rows } = await client.query<{ planned: boolean }>(`select to_regclass('backup_plan') is not null as planned`)
  if (!rows[0]!.planned) return { path: placeBeforeUpgrade(folder), database: beforePlans }
  const plan = await client.query<{ place: string | null; database: string }>('select place, database_id as database from backup_plan')
  return { path: plan.rows[0]!.place ?? usualPlace(folder), database: plan.rows[0]!.database }
}

function fewerRows(before: Digests, after: Digests) {
  return Object.entries(before)
    .map(([table, { rows }]) => ({ table, before: rows, after: after[table]?.rows ?? 0 }))
    .filter(({ before, after }) => after < before)
}
