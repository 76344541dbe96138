import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newCustomer } from '../server/customers/testing.ts'
import { everyDays, pastOrders } from '../server/insight/testing.ts'
import { kesherForFile } from '../testing/kesher.ts'
import { commandsOf } from './testing.ts'

const kesher = kesherForFile()
const command = commandsOf(kesher)
/** Counted where the company is: its day begins before that of UTC. */
const daysAgo = (days: number) => Temporal.Now.plainDateISO('Asia/Jerusalem').subtract({ days }).toString()

test('insight is computed from a terminal and told in lines; with --changed only those whose files changed since are read', { timeout: 120_000 }, async () => {
  const boss = await kesher.administrator()
  const ids: string[] = []
  for (let n = 0; n < 12; n++) {
    const { id } = await newCustomer(boss, { name: `Customer ${n}` })
    await pastOrders(kesher, id, everyDays(daysAgo(500 + n), daysAgo(20), 30), 10_000)
    ids.push(id)
  }
  // Nothing has been learned yet that they could be read by.
  const early = await command('analyse', '--changed')
  expect(early.code).not.toBe(0)
  expect(early.text).toContain('run kesher analyse without --changed')

  const whole = await command('analyse')
  expect(whole.code).toBe(0)
  expect(whole.text).toMatch(/^12 customers with \d+ orders, \d{4}-\d\d-\d\d to \d{4}-\d\d-\d\d, in [\d.]+ s\n/)
  expect(whole.text).toMatch(/^Signals: \d+ raised, 0 ended$/m)

  await sql`update customer_events set at = at - interval '1 hour'`.execute(kesher.house.db)
  expect(await command('analyse', '--changed')).toEqual({ code: 0, text: 'No file changed since\n' })
  await pastOrders(kesher, ids[0]!, [daysAgo(1)], 10_000)
  await boss.call('PATCH /customers/:id', { params: { id: ids[0]! }, body: { city: 'Acre' } })
  expect(await command('analyse', '--changed')).toEqual({ code: 0, text: 'One customer whose file changed was read again\n' })
  expect((await boss.call('GET /customers/:id/insight', { params: { id: ids[0]! } })).insight).toMatchObject({ silentDays: 1 })
  expect(await boss.call('GET /insight/runs')).toHaveLength(1)
})
