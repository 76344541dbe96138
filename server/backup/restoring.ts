/**
 * Brings a database and its files back to a moment: into a folder aside, where everything is authenticated, replayed, brought to the
 * newest schema and told what must hold after a restore; only what came through all that gets its place.
 */
import { readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { type Embedded, inCommand, startEmbedded } from '../db/embedded.ts'
import { knownMigrations, migrate } from '../db/migrate.ts'
import { type House, openHouse } from '../house.ts'
import { type Chosen, choose, type Target } from './choosing.ts'
import { differing, digestsOf } from './digests.ts'
import { Fault, faultOf } from './fault.ts'
import type { BackupKey } from './key.ts'
import type { Place } from './place.ts'
import { moveIn, stageAll } from './staging.ts'

/** What must be done to a restored database before anybody works with it: erasures replayed, sessions ended. By name, in order. */
export type AfterRestore = Record<string, (house: House, restored: { set: string; moment: string }) => Promise<void>>

export type Restore = {
  place: Place
  key: BackupKey
  target: Target
  /** A set by name; else the newest that reaches the target. */
  set?: string
  afterRestore: AfterRestore
  /** Left as it was, for the Kesher that made it. */
  withoutMigrating?: boolean
  /** The files beside the database stay as they are. */
  withoutFiles?: boolean
  /** Nobody keeps what comes out of it: it need not survive a power cut. */
  throwaway?: boolean
  told?: (stage: RestoreStage) => void
}
export type RestoreStage = 'choosing' | 'reading' | 'replaying' | 'migrating' | 'after' | 'moving'
export type Restored = { set: string; moment: string; files: number; migrated: string[]; tables: number }

/** What may lie in a folder that is restored into: nothing of value. */
const leftovers = /^(kesher\.(lock|json|log).*|backup\.key|backups|before-upgrade|\.restoring)$/
const stagingIn = (folder: string) => join(folder, '.restoring')

/** Restores into `folder`, which must hold nothing yet. */
export async function restoreInto(folder: string, restore: Restore): Promise<Restored> {
  const inTheWay = (await readdir(folder).catch(() => [])).filter((name) => !leftovers.test(name))
  if (inTheWay.length > 0) throw new Fault('not-empty', { folder })
  const staging = stagingIn(folder)
  await rm(staging, { recursive: true, force: true })
  try {
    const restored = await stage(staging, restore)
    restore.told?.('moving')
    await moveIn(staging, folder)
    return restored
  } catch (error) {
    await rm(staging, { recursive: true, force: true })
    throw faultOf(error, folder)
  }
}

/** Puts the database of a set in the place of the one in `folder`, which nobody may be using; the files beside it stay. */
export async function replaceCluster(folder: string, restore: Restore): Promise<void> {
  const staging = stagingIn(folder)
  const given = join(folder, 'cluster.replaced')
  await rm(staging, { recursive: true, force: true })
  await stage(staging, { ...restore, withoutFiles: true })
  await rename(join(folder, 'cluster'), given)
  // Its log goes another way from here on: archived from the next set, not before.
  for (const name of ['tablespaces', 'archive']) await rm(join(folder, name), { recursive: true, force: true })
  await moveIn(staging, folder)
  await rm(given, { recursive: true })
}

/** The same as far as a running database in `staging`, given to `use` before it is stopped. */
export async function stage(staging: string, restore: Restore, use: (url: string) => Promise<void> = async () => {}): Promise<Restored> {
  const { place, key, target, told = () => {} } = restore
  told('choosing')
  const found = await choose(place, key, target, restore.set)
  const chosen = restore.withoutFiles ? { ...found, files: [] } : found
  const { set } = chosen
  const unknown = set.migrations.filter((name) => !knownMigrations().includes(name))
  if (unknown.length > 0) throw new Fault('newer', { version: set.kesher })
  told('reading')
  await stageAll(place, key, chosen, staging)
  const restored = { set: set.name, moment: chosen.moment, files: chosen.files.length, migrated: [], tables: 0 }
  if (!set.cluster) return restored
  told('replaying')
  const postgres = await startEmbedded({
    folder: staging,
    disposable: restore.throwaway,
    recovery: { fetch: `cp ${inCommand(join(staging, 'log'))}/%f "%p"`, target: stopAt(chosen, target) },
  })
  try {
    const { migrated } = await finish(postgres, staging, chosen, restore, told)
    await use(postgres.url())
    return { ...restored, migrated, tables: Object.keys(set.cluster.mark.tables).length }
  } finally {
    await postgres.stop()
  }
}

async function finish(postgres: Embedded, staging: string, { set, moment }: Chosen, restore: Restore, told: (stage: RestoreStage) => void) {
  if (restore.target === 'mark') await compare(postgres.url(), set.cluster!.mark.tables)
  if (restore.withoutMigrating) return { migrated: [] }
  told('migrating')
  const migrated = await migrate(postgres.url())
  told('after')
  const house = openHouse({ url: postgres.url(), folder: staging, address: '', connections: 4 })
  try {
    for (const step of Object.values(restore.afterRestore)) await step(house, { set: set.name, moment })
  } finally {
    await house.close()
  }
  return { migrated }
}

function stopAt({ set }: Chosen, target: Target): Record<string, string> {
  const timeline = { recovery_target_timeline: 'current' }
  if (target instanceof Date) return { ...timeline, recovery_target_time: target.toISOString().replace('T', ' ').replace('Z', '+00') }
  return target === 'mark' ? { ...timeline, recovery_target_name: set.cluster!.mark.name } : timeline
}

async function compare(url: string, wanted: Parameters<typeof differing>[0]) {
  const client = new pg.Client({ connectionString: url, options: '-c timezone=UTC' })
  await client.connect()
  try {
    const wrong = differing(wanted, await digestsOf(client))
    if (wrong.length > 0) throw new Fault('tables-differ', { tables: wrong.join(', ') })
  } finally {
    await client.end()
  }
}
