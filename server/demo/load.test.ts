import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openKesher } from '../../testing/kesher.ts'
import { newCustomer } from '../customers/testing.ts'
import { refreshFacts } from '../file/facts.ts'
import { cast } from './cast.ts'
import { loadDemo, wantDemo } from './load.ts'

const now = new Date('2026-11-22T12:30:00Z')

test('an administrator loads the demo company once; they lead it, and its facts are what the files say', async () => {
  const kesher = await openKesher({ now: () => now })
  const boss = await kesher.administrator()
  expect(await boss.call('GET /demo')).toEqual({ state: 'none', customers: 0, loaded: 0 })
  expect(await boss.call('POST /demo')).toEqual({ state: 'waiting', customers: 300, loaded: 0 })
  expect((await boss.call('POST /demo')).state).toBe('waiting')
  await loadDemo(kesher.house)
  expect(await boss.call('GET /demo')).toEqual({ state: 'done', customers: 300, loaded: 300 })
  const { items } = await boss.call('GET /customers', { query: { search: cast[0]!.name } })
  expect(items.find(({ name }) => name === cast[0]!.name)).toMatchObject({ ownerName: 'Noa Barak', city: 'חיפה' })

  const { db } = kesher.house
  const facts = () => sql`select * from customer_facts order by customer_id`.execute(db)
  const before = await facts()
  const ids = (await db.selectFrom('customers').select('id').execute()).map(({ id }) => id)
  await db.deleteFrom('customerFacts').execute()
  await refreshFacts(db, ids, now)
  expect(await facts()).toEqual(before)
  await kesher.close()
})

test('it goes on after a crash from where it was, and ends in the same world', async () => {
  const worlds = await Promise.all(
    [0, 1].map(async (crashes) => {
      const kesher = await openKesher({ now: () => now })
      await wantDemo(kesher.house.db, { customers: 120, lead: null, now })
      const crash = () => {
        throw new Error('the power went')
      }
      if (crashes) await expect(loadDemo(kesher.house, crash)).rejects.toThrow('the power went')
      await loadDemo(kesher.house)
      const { rows } = await sql<{ customers: number; digest: string }>`
      select count(*)::int as customers, md5(string_agg(i::text, ',' order by customer_id, id)) as digest from interactions i`.execute(kesher.house.db)
      await kesher.close()
      return rows[0]
    }),
  )
  expect(worlds[1]).toEqual(worlds[0])
})

test('it is refused where there are customers already, and to those who do not administer', async () => {
  const kesher = await openKesher({ now: () => now })
  const boss = await kesher.administrator()
  await newCustomer(boss)
  expect((await boss.ask('POST /demo')).problem.code).toBe('wrong-state')
  expect((await (await kesher.member('rep', [])).ask('POST /demo')).problem.code).toBe('not-allowed')
  await kesher.close()
})
