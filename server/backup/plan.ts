/** The plan of the backups, and asking for one. */
import { mkdir } from 'node:fs/promises'
import { isAbsolute, join, resolve } from 'node:path'
import type { BackupPlan, BackupRun, Backups, RunKind } from '../../contract/backup.ts'
import type { Context } from '../context.ts'
import { invalid } from '../http/problem.ts'
import { Fault } from './fault.ts'
import { keyFile, readKey } from './key.ts'
import { addRun, changePlan, lastOf, lastRuns, planNow } from './queries.ts'
import { claimPlace, isOwnDatabase, usualPlace } from './session.ts'

export async function backupsNow({ tx, place }: Pick<Context, 'tx' | 'place'>): Promise<Backups> {
  const { databaseId: _, sweptAt, ...plan } = await planNow(tx)
  return {
    ownDatabase: await isOwnDatabase(tx, place.folder),
    plan,
    usualPlace: usualPlace(place.folder),
    key: { file: keyFile(place.folder), id: keyId(place.folder) },
    until: sweptAt,
    lastSet: await lastOf(tx, 'set'),
    lastDrill: await lastOf(tx, 'drill'),
    runs: await lastRuns(tx),
  }
}

function keyId(folder: string): string | null {
  try {
    return readKey(keyFile(folder)).id
  } catch (error) {
    if (error instanceof Fault) return null
    throw error
  }
}

/** Changes the plan. A new place is tried at once, so that nobody learns at two in the morning that it cannot be written. */
export async function changeBackupPlan(ctx: Context, change: Partial<BackupPlan>): Promise<Backups> {
  const { databaseId } = await planNow(ctx.tx)
  if (change.place) await tryPlace(change.place, ctx.place.folder, databaseId)
  await changePlan(ctx.tx, change)
  ctx.audit('backup.planned', { facts: { fields: Object.keys(change) } })
  return backupsNow(ctx)
}

async function tryPlace(path: string, folder: string, databaseId: string) {
  const inside = ['cluster', 'archive', 'attachments', 'imports', 'incoming'].some((name) => `${resolve(path)}/`.startsWith(`${join(resolve(folder), name)}/`))
  if (!isAbsolute(path) || inside || resolve(path) === resolve(folder)) throw invalid('place', 'not-a-folder')
  try {
    await mkdir(path).catch((error: NodeJS.ErrnoException) => (error.code === 'EEXIST' ? undefined : Promise.reject(error)))
    await claimPlace(path, databaseId)
  } catch (error) {
    throw invalid('place', error instanceof Fault && error.code === 'foreign-place' ? 'taken' : 'not-a-folder')
  }
}

/** Asks for a set or a drill; while one is on its way, it is that one. */
export async function askFor({ tx, now, addJob }: Pick<Context, 'tx' | 'now' | 'addJob'>, kind: RunKind, askedBy: string | null): Promise<BackupRun> {
  const run = await addRun(tx, kind, askedBy, now)
  await addJob('backup.run', { id: run.id }, { key: `backup.run:${run.id}`, queue: 'backups' })
  return run
}

export async function askNow(ctx: Context, kind: RunKind): Promise<BackupRun> {
  const run = await askFor(ctx, kind, ctx.actor.id)
  ctx.audit(kind === 'set' ? 'backup.made' : 'backup.tried', { subjectId: run.id })
  return run
}
