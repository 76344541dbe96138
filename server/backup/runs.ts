/** One set made, or one drill gone through, from its row in the database to its end there. */
import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { connectOne, type Db } from '../db/connect.ts'
import type { House } from '../house.ts'
import { Fault, type FaultFacts } from './fault.ts'
import { keyFor } from './key.ts'
import { makeSet, type Work } from './making.ts'
import { attachmentDigests, beginRun, endRun, failRun, noteProgress, planNow, type RunResult, runOf } from './queries.ts'
import { type AfterRestore, stage } from './restoring.ts'
import { forgetSets } from './retention.ts'
import { alone, claimPlace, usualPlace } from './session.ts'

type Told = (stage: string, done?: number, total?: number) => void

/** Goes through with a run that was asked for. A fault somebody can act on becomes its problem; any other is thrown on as well. */
export async function goThrough(house: Pick<House, 'db' | 'url' | 'place' | 'now'>, id: string, afterRestore: AfterRestore): Promise<void> {
  const { db, url, place } = house
  const run = await runOf(db, id)
  if (!run || run.state === 'done' || run.state === 'failed') return
  try {
    const done = await alone(url, async (session) => {
      await beginRun(db, id, house.now())
      const plan = await planNow(db)
      const work: Work = {
        ...session,
        url,
        folder: place.folder,
        place: await claimPlace(plan.place ?? usualPlace(place.folder), plan.databaseId),
        key: keyFor(place.folder).key,
      }
      const { told, written } = progressOf(db, id)
      const running = run.kind === 'set' ? backUp(work, plan.kept, told) : drill(work, afterRestore, told)
      const result = await running.finally(written)
      await endRun(db, id, house.now(), result)
      return true
    })
    if (!done) throw new Fault('busy')
  } catch (error) {
    const { code, facts }: { code: Fault['code']; facts: FaultFacts } = error instanceof Fault ? error : { code: 'unexpected', facts: {} }
    await failRun(db, id, house.now(), code, facts)
    throw error
  }
}

async function backUp(work: Work, kept: number, told: Told): Promise<RunResult> {
  const { name, size } = await makeSet(work, ({ stage, done, total }) => told(stage, done, total))
  told('forgetting')
  await forgetSets(work.place, work.key, kept)
  return { setName: name, sizeBytes: size }
}

/** Restores the newest set aside, as for good, and asks whether it holds what it should: every row, and every file that is named. */
async function drill({ place, key, folder }: Work, afterRestore: AfterRestore, told: Told): Promise<RunResult> {
  const aside = join(folder, '.drill')
  await rm(aside, { recursive: true, force: true })
  try {
    const restored = await stage(aside, { place, key, target: 'mark', afterRestore, throwaway: true, told }, (url) => filesAreThere(url, aside))
    return { setName: restored.set, report: { moment: restored.moment, tables: restored.tables, files: restored.files } }
  } finally {
    await rm(aside, { recursive: true, force: true })
  }
}

async function filesAreThere(url: string, folder: string) {
  const { db, close } = await connectOne(url)
  try {
    const missing = (await attachmentDigests(db)).filter((digest) => !existsSync(join(folder, 'attachments', digest.slice(0, 2), digest)))
    if (missing.length > 0) throw new Fault('files-missing', { count: missing.length })
  } finally {
    await close()
  }
}

const noteEvery = 500

/** Notes how far it came, twice a second at most, one note after the other. */
function progressOf(db: Db, id: string) {
  let noted = 0
  let before = ''
  let writing: Promise<unknown> = Promise.resolve()
  const told: Told = (stage, done = 0, total = 0) => {
    if (stage === before && Date.now() - noted < noteEvery) return
    noted = Date.now()
    before = stage
    writing = writing.then(() => noteProgress(db, id, { stage, done, total })).catch(() => {}) // the work itself will hear of a database gone
  }
  return { told, written: () => writing }
}
