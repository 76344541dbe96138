/** The first visit's choice "load the demo company": asked for over HTTP, written by a job. */
import type { Demo } from '../../contract/settings.ts'
import type { Context } from '../context.ts'
import type { Db } from '../db/connect.ts'
import type { House } from '../house.ts'
import { addJobIn } from '../jobs/add-job.ts'
import type { Jobs } from '../jobs/worker.ts'
import { loadDemo, loadState, wantDemo } from './load.ts'

export async function askForDemo({ tx, actor, now, addJob }: Context): Promise<Demo> {
  const { state, customers, loaded } = await wantDemo(tx, { lead: actor.id, now })
  if (state === 'waiting') await addJob('demo.load', {}, { key: 'demo.load' })
  return { state, customers, loaded }
}

export async function demoProgress(tx: Db): Promise<Demo> {
  const { state, customers, loaded } = (await loadState(tx)) ?? { state: 'none' as const, customers: 0, loaded: 0 }
  return { state, customers, loaded }
}

/** The demo company is shown with what insight says of it. */
async function loadAndCompute(house: House) {
  await loadDemo(house)
  await house.db.transaction().execute((tx) => addJobIn(tx)('insight.ask', {}, { key: 'insight.ask' }))
}

export const jobs: Jobs = { 'demo.load': loadAndCompute }
