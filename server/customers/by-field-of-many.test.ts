/** Of so many customers that none of the ways to find a page serves them all, the list by custom fields holds what the plain definition says. */
import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { type Browser, kesherForFile } from '../../testing/kesher.ts'
import { newField } from '../custom-fields/testing.ts'
import { newTeam } from './testing.ts'

type Known = { name: string; kind: string; seen: boolean; created: number; size: number | null; tier: string | null }

const kesher = kesherForFile()
const count = 16_000
let everyone: Known[] = []
let boss: Browser
let rep: Browser

/** One in twelve is silver, one in two hundred gold, one in five of no tier; sizes repeat, and one in three has none. */
beforeAll(async () => {
  boss = await kesher.administrator()
  const teams = [await newTeam(boss, 'North'), await newTeam(boss, 'South')]
  rep = await kesher.member('rep', [teams[0]!.id])
  const choices = ['gold', 'silver', 'plain'].map((key) => ({ key, he: key, en: key }))
  const [size, tier] = [await newField(boss, { key: 'size', type: 'number' }), await newField(boss, { key: 'tier', type: 'choice', choices })]
  const { db } = kesher.house
  await sql`
    insert into customers (id, number, kind, name, team_id, currency, created_at, updated_at)
    select gen_random_uuid(), 100000 + n, case when n % 7 = 0 then 'person' else 'organisation' end, md5('a' || n), case when n % 3 = 0 then ${teams[0]!.id}::uuid else ${teams[1]!.id}::uuid end,
      'ILS', timestamptz '2020-01-01' + make_interval(mins => (n * 7919) % 100003), now()
    from generate_series(1, ${sql.lit(count)}) as n`.execute(db)
  await sql`insert into customer_facts (customer_id, as_of) select id, '2026-11-22' from customers`.execute(db)
  await sql`
    insert into custom_values (customer_id, id, field_id, value, number_key)
    select id, gen_random_uuid(), ${size.id}, to_jsonb(n), n from (select id, (number * 31) % 97 as n from customers where (number * 13) % 3 > 0) c`.execute(db)
  await sql`
    insert into custom_values (customer_id, id, field_id, value, text_key)
    select id, gen_random_uuid(), ${tier.id}, to_jsonb(t), t
    from (select id, case when (number * 17) % 200 = 1 then 'gold' when (number * 17) % 12 = 2 then 'silver' else 'plain' end as t from customers where (number * 17) % 5 > 0) c`.execute(
    db,
  )
  await sql`analyze customers, customer_facts, custom_values`.execute(db)
  const { rows } = await sql<Known>`
    select name, kind, team_id = ${teams[0]!.id} as seen, extract(epoch from created_at)::int as created,
      (select number_key from custom_values v where v.customer_id = customers.id and field_id = ${size.id}) as size,
      (select text_key from custom_values v where v.customer_id = customers.id and field_id = ${tier.id}) as tier
    from customers`.execute(db)
  everyone = rows
}, 60_000)

const fits: Record<string, (one: Known) => boolean> = {
  'tier=gold': ({ tier }) => tier === 'gold',
  'tier=silver': ({ tier }) => tier === 'silver',
  'tier=gold,silver': ({ tier }) => tier === 'gold' || tier === 'silver',
  'tier=plain': ({ tier }) => tier === 'plain',
  'tier=': ({ tier }) => tier === null,
  'size=7': ({ size }) => size === 7,
  'size=..30': ({ size }) => size !== null && size <= 30,
  'tier=gold&size=..50': ({ size, tier }) => tier === 'gold' && size !== null && size <= 50,
  'size=90..&tier=': ({ size, tier }) => tier === null && size !== null && size >= 90,
}

/** By its name, by which every customer here differs; names are of such letters that every order of texts is the same. */
function inOrder(found: Known[], sort: string, direction: string) {
  const turn = direction === 'ascending' ? 1 : -1
  if (sort === 'name') return found.toSorted((a, b) => turn * (a.name < b.name ? -1 : 1)).map(({ name }) => name)
  return found
    .toSorted((a, b) => (a.size === null || b.size === null ? Number(a.size === null) - Number(b.size === null) : turn * (a.size - b.size)))
    .map(({ name }) => name)
}
const groupOf = ({ size, created }: Known) => size ?? `none ${created}`

test('sorted and narrowed by fields, page by page, the list holds exactly the customers that fit, in order', async () => {
  const byName = new Map(everyone.map((one) => [one.name, one]))
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...Object.keys(fits)),
      fc.constantFrom('name', 'custom.size'),
      fc.constantFrom('ascending', 'descending'),
      fc.constantFrom(20, 200),
      fc.constantFrom(undefined, 'person'),
      fc.boolean(),
      async (custom, sort, direction, limit, kind, all) => {
        const found = everyone.filter((one) => fits[custom]!(one) && (all || one.seen) && (!kind || one.kind === kind))
        const listed: string[] = []
        for (let after: string | undefined, pages = 0; pages < 3; pages++) {
          const page = await (all ? boss : rep).call('GET /customers', { query: { custom, sort, direction, limit, after, kind } as never })
          listed.push(...page.items.map(({ name }) => name))
          if (!page.next) break
          after = page.next
        }
        const expected = inOrder(found, sort, direction).slice(0, limit * 3)
        if (sort === 'name') {
          expect(listed).toEqual(expected)
          return
        }
        // Who has the same size stands in the order of ids, which a test does not know: the sizes are compared, and that nobody stands there twice or wrongly.
        expect(listed.map((name) => byName.get(name)!.size)).toEqual(expected.map((name) => byName.get(name)!.size))
        expect(new Set(listed).size).toBe(listed.length)
        const right = new Set(found.map(({ name }) => name))
        expect(listed.filter((name) => !right.has(name))).toEqual([])
        // Those without a size come as they were opened.
        const empty = listed.map((name) => byName.get(name)!).filter(({ size }) => size === null)
        expect(empty.map(groupOf)).toEqual(
          found
            .filter(({ size }) => size === null)
            .toSorted((a, b) => a.created - b.created)
            .slice(0, empty.length)
            .map(groupOf),
        )
      },
    ),
    { numRuns: 60 },
  )
}, 120_000)
