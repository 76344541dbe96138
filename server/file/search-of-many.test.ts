/** Where many bear the words that were typed, who is meant is found among them all the same. */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { kesherForFile } from '../../testing/kesher.ts'
import { namesRebuilt, newTeam } from '../customers/testing.ts'

const kesher = kesherForFile()
const count = 1_500

test('of many whose names hold the typed words together, one’s own comes first, wherever it stands among them', async () => {
  const boss = await kesher.administrator()
  const team = await newTeam(boss, 'Schools')
  const rep = await kesher.member('rep', [team.id])
  const me = (await rep.call('GET /session')).user.id
  const { rows } = await sql<{ id: string }>`
    with made as (
      insert into customers (id, number, kind, name, team_id, owner_id, currency, created_at, updated_at)
      select ('01900000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 100000 + n, 'organisation', 'בית ספר ' || translate(n::text, '0123456789', 'אבגדהוזחטי'), ${team.id}::uuid,
        case when n = ${sql.lit(count)} then ${me}::uuid end, 'ILS', now(), now()
      from generate_series(1, ${sql.lit(count)}) as n returning id, owner_id)
    select id from made where owner_id is not null`.execute(kesher.house.db)
  await namesRebuilt(kesher)
  expect((await rep.call('GET /search', { query: { q: 'בית ספר' } }))[0]!.customerId).toBe(rows[0]!.id)
})
