/** Makes a set: the cluster, the log it needs, the other files, a mark to prove it by. Its name is given last. */

import { existsSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import type pg from 'pg'
import type { Db } from '../db/connect.ts'
import { archiveOf } from '../db/embedded.ts'
import { version } from '../version.ts'
import { copyCluster } from './cluster.ts'
import { Fault, faultOf } from './fault.ts'
import { type KeptFile, keepFiles } from './files.ts'
import type { BackupKey } from './key.ts'
import { beginArchive, cutLog, sweepArchive } from './log.ts'
import { type BackupSet, clearUnfinished, completeSet, folderOf, type Manifest, nameOf, putCatalogue, putSweep, unfinishedOf } from './manifest.ts'
import { setMark } from './mark.ts'
import type { Kept, Place } from './place.ts'
import { type Bytes, putSealed } from './sealed.ts'
import { isOwnDatabase } from './session.ts'

/** What is backed up, with what, and where to. */
export type Work = { db: Db; client: pg.Client; url: string; folder: string; place: Place; key: BackupKey }
export type Progress = { stage: 'cluster' | 'files' | 'proof' | 'forgetting'; done: number; total: number }

/** Makes a set and returns it with the bytes it took in the place. A fault leaves nothing that could be taken for a set. */
export async function makeSet(work: Work, told: (progress: Progress) => void = () => {}): Promise<BackupSet & { size: number }> {
  const { place, key, folder } = work
  const startedAt = new Date()
  const name = nameOf(startedAt)
  try {
    await clearUnfinished(place)
    const parts: Kept[] = []
    const cluster = (await isOwnDatabase(work.db, folder)) ? await keepCluster(work, name, parts, told) : undefined
    told({ stage: 'files', done: 0, total: 0 })
    const before = await keepFiles(place, key, folder)
    const proof = cluster && (await prove(work, name, told))
    // What came after the files were looked through belongs to the set; what went meanwhile still does.
    const files = together(before, await keepFiles(place, key, folder, startedAt.getTime() - slack))
    const catalogue = await putCatalogue(place, key, name, files)
    const said: Manifest = {
      format: 1,
      ...(await identity(work.client)),
      key: key.id,
      kesher: version,
      startedAt: startedAt.toISOString(),
      finishedAt: proof?.at ?? startedAt.toISOString(),
      cluster: cluster && proof && { ...cluster, through: proof.through, mark: proof.mark },
      parts,
      catalogue,
    }
    await completeSet(place, key, name, said)
    if (said.database !== beforePlans) await noteSwept(work.client, said.finishedAt)
    return { ...said, name, size: [...parts, catalogue].reduce((sum, part) => sum + part.size, 0) }
  } catch (error) {
    await place.remove(unfinishedOf(name)).catch(() => {}) // else the next backup does
    throw faultOf(error, place.folder)
  }
}

/** A database of the time before it had a plan for its backups, which `kesher upgrade` backs up too. */
export const beforePlans = 'before plans'

/** Clocks of disks and of processes do not agree to the millisecond. */
const slack = 2000

async function keepCluster({ client, place, key, folder }: Work, name: string, parts: Kept[], told: (progress: Progress) => void) {
  await enoughRoom(client, place)
  await beginArchive(folder)
  const { rows } = await client.query<{ total: number; version: string; archiving: boolean }>(
    `select (select sum(pg_database_size(oid)) from pg_database) as total, current_setting('server_version') as version, current_setting('archive_mode') = 'on' as archiving`,
  )
  const { total, version, archiving } = rows[0]!
  if (!archiving) throw new Fault('archiving-off')
  const seal = async (number: number, bytes: Bytes) => {
    const file = `cluster-${String(number).padStart(4, '0')}.sealed`
    parts.push(await putSealed(place, key, `${folderOf(name)}/${file}`, bytes, `${unfinishedOf(name)}/${file}`))
  }
  const { last, ...copy } = await copyCluster(client, `kesher ${name}`, seal, (done) => told({ stage: 'cluster', done, total: Math.max(done, Number(total)) }))
  return { ...copy, postgres: version }
}

/** Marks a point after the copy, with what every table holds there, and keeps the log up to it. */
async function prove({ client, url, place, key, folder }: Work, name: string, told: (progress: Progress) => void) {
  told({ stage: 'proof', done: 0, total: 0 })
  const mark = await setMark(client, url, `kesher ${name}`)
  const cut = await cutLog(client)
  await sweepArchive(place, key, folder)
  return { ...cut, mark }
}

/** A third of the database, as it comes out compressed, and room to breathe. */
async function enoughRoom(client: pg.Client, place: Place) {
  const { rows } = await client.query<{ bytes: string }>('select sum(pg_database_size(oid)) as bytes from pg_database')
  const { bavail, bsize } = await statfs(place.folder)
  if (bavail * bsize < Number(rows[0]!.bytes) / 3) throw new Fault('no-room', { folder: place.folder })
}

async function identity(client: pg.Client) {
  const { rows } = await client.query<{ planned: boolean; migrations: string[] }>(
    `select to_regclass('backup_plan') is not null as planned, (select array_agg(name order by name) from migrations) as migrations`,
  )
  const { planned, migrations } = rows[0]!
  if (!planned) return { database: beforePlans, migrations }
  const plan = await client.query<{ database: string }>('select database_id as database from backup_plan')
  return { database: plan.rows[0]!.database, migrations }
}

function together(before: KeptFile[], after: KeptFile[]) {
  const files = new Map(before.map((file) => [file.path, file]))
  for (const file of after) files.set(file.path, file)
  return [...files.values()]
}

/** Keeps the log and the files that came since the last time, so that any moment up to now can be gone back to. Nothing to do before the first set. */
export async function sweep({ client, place, key, folder }: Work): Promise<void> {
  const own = existsSync(archiveOf(folder))
  if (!own) return
  const { rows } = await client.query<{ since: string | null }>('select swept_at as since from backup_plan')
  const since = rows[0]!.since ? Date.parse(rows[0]!.since) - slack : 0
  try {
    const { at, through } = await cutLog(client)
    await sweepArchive(place, key, folder)
    const files = await keepFiles(place, key, folder, since)
    await putSweep(place, key, { name: nameOf(new Date(at)), at, through, files })
    await noteSwept(client, at)
  } catch (error) {
    throw faultOf(error, place.folder)
  }
}

const noteSwept = (client: pg.Client, at: string) => client.query('update backup_plan set swept_at = $1', [at])
