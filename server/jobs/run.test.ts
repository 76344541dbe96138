import { expect, test } from 'vitest'
import { kesherForFile } from '../../testing/kesher.ts'
import { jobs } from '../app.ts'
import { askForRun, type RunKind } from './run.ts'
import { inThread } from './run-thread.ts'

const kesher = kesherForFile()
const kinds = [
  ['insight.run', 'insightRuns'],
  ['duplicates.find', 'duplicateRuns'],
] as const
const asked = (job: string, table: RunKind['table']) =>
  kesher.house.db
    .transaction()
    .execute((tx) => askForRun({ table, job, lock: 1, called: 'a run' }, { tx, now: kesher.house.now(), addJob: async () => {} }, null))
const stateOf = async (table: RunKind['table'], id: string) =>
  (
    await kesher.house.db
      .selectFrom(table as 'insightRuns')
      .where('id', '=', id)
      .select('state')
      .executeTakeFirstOrThrow()
  ).state

test.each(kinds)('the job %s goes through its run in a thread of its own', async (job, table) => {
  await kesher.administrator()
  const id = await asked(job, table)
  await jobs[job]!(kesher.house, { id } as never)
  expect(await stateOf(table, id)).toBe('done')
})

test('a run that breaks ends as failed and is told of in the log; the next one may begin', async () => {
  const kind: RunKind = { table: 'insightRuns', job: 'insight.run', lock: 1, called: 'a run' }
  const breaks = new URL(`data:text/javascript,${encodeURIComponent(breaking)}`)
  const told: string[] = []
  const log = { ...kesher.house.log, error: (_: object, text: string) => told.push(text) } as never
  const id = await asked(kind.job, kind.table)
  await kesher.house.db.updateTable('insightRuns').set({ state: 'running' }).where('id', '=', id).execute()
  await inThread(kind, breaks)({ ...kesher.house, log }, { id })
  expect(await stateOf(kind.table, id)).toBe('failed')
  expect(told).toEqual(['a run failed'])
  expect(await asked(kind.job, kind.table)).not.toBe(id)
})

const breaking = `export async function goThrough() { throw new Error('broken') }`
