/** The first visit's choice "load the demo company": asked for over HTTP, written by a job. */
import type { Demo } from '../../contract/settings.ts'
import type { Context } from '../context.ts'
import type { Db } from '../db/connect.ts'
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

export const jobs: Jobs = { 'demo.load': (house) => loadDemo(house) }
