/** However a list and the search find their customers, they find what the plain definition says. */
import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import type { Browser } from '../../testing/kesher.ts'
import { kesherForFile } from '../../testing/kesher.ts'
import type { Context } from '../context.ts'
import { actorFor } from '../people/index.ts'
import { narrowing } from './filter.ts'
import { meaningOf } from './meaning.ts'
import { wordsOf } from './names.ts'
import { namesProgress } from './names-rebuild.ts'
import { seenAmong } from './names-seen.ts'
import { hitsOf, ways } from './next-found.ts'
import { namesRebuilt, newTeam } from './testing.ts'

type Known = { id: string; name: string; otherName: string; kind: string; team: number; text: string; points: string[]; words: Set<string> }

const kesher = kesherForFile()
const count = 12_000
let everyone: Known[] = []
let boss: Browser
let rep: Browser

/** Names of few letters, so that a search finds anything from nobody to nearly all; a share of them stands together at the end of the order. */
beforeAll(async () => {
  boss = await kesher.administrator()
  const teams = [await newTeam(boss, 'North'), await newTeam(boss, 'South')]
  rep = await kesher.member('rep', [teams[0]!.id])
  const { db } = kesher.house
  await sql`
    insert into customers (id, number, kind, name, other_name, team_id, currency, created_at, updated_at)
    select gen_random_uuid(), 100000 + n, case when n % 3 = 0 then 'person' else 'organisation' end,
      case when n % 3 = 1 then 'zulu ' else '' end || translate(substr(md5('a' || n), 1, 4), '0123456789', 'ghijklmnop') || ' ' || translate(substr(md5('b' || n), 1, 3), '0123456789', 'אבגדהוזחטי'),
      case when n % 5 < 2 then 'delta ltd' else '' end, case when n % 4 = 0 then ${teams[0]!.id}::uuid else ${teams[1]!.id}::uuid end,
      'ILS', timestamptz '2020-01-01' + make_interval(mins => (n * 7919) % 100003), now()
    from generate_series(1, ${sql.lit(count)}) as n`.execute(db)
  await sql`insert into customer_facts (customer_id, as_of, revenue_12m_minor) select id, '2026-11-22', (number * 7919) % 1009 from customers`.execute(db)
  await sql`
    insert into contact_points (customer_id, id, channel, value, created_at)
    select id, gen_random_uuid(), 'phone', '+9725' || lpad(((number * 104729) % 100000000)::text, 8, '0'), now() from customers
    union all select id, gen_random_uuid(), 'email', substr(md5(name), 1, 5) || '@' || case when number % 2 = 0 then 'mail.example' else 'post.example' end, now() from customers`.execute(
    db,
  )
  await sql`analyze customers, customer_facts, contact_points`.execute(db)
  const told: number[] = []
  await namesRebuilt(kesher, (done) => told.push(done))
  expect([told.at(-1), await namesProgress(db)]).toEqual([count, { ready: true, done: count, total: count }])
  const { rows } = await sql<Omit<Known, 'words'>>`
    select id, name, other_name as "otherName", kind, case when team_id = ${teams[0]!.id} then 0 else 1 end as team, search_text as text, array(select value from contact_points where customer_id = customers.id order by value) as points
    from customers`.execute(db.withoutPlugins())
  everyone = rows.map((row) => ({ ...row, words: new Set([...wordsOf(row.name), ...wordsOf(row.otherName)]) }))
}, 60_000)

/** What is seen and answers every word by a name, or holds every word where there is none or a digit among them, or holds the whole in an address. */
async function plain(search: string, seenBy: Browser, inAddresses = true) {
  const { db } = kesher.house
  const read = await meaningOf(db, search, (await actorFor(db, (await seenBy.call('GET /session')).user.id))!)
  const meant = read.map((word) => word.meant.map(({ token }) => token))
  const named = meant.length > 0 && meant.every((tokens) => tokens.length > 0)
  const letters = search.toLowerCase().split(' ').filter(Boolean)
  const literal = !named || /\d/.test(search)
  const digits = search.replace(/[\s()+.-]/g, '').replace(/^0+/, '')
  const address = search.includes('@') ? search.toLowerCase() : /^\d{4,}$/.test(digits) ? digits : undefined
  return everyone.filter(
    ({ text, points, team, words }) =>
      (seenBy === boss || team === 0) &&
      ((named && meant.every((tokens) => tokens.some((token) => words.has(token)))) ||
        (literal && letters.every((word) => text.includes(word))) ||
        (inAddresses && address !== undefined && points.some((point) => point.includes(address)))),
  )
}

const part = fc.oneof(
  fc.constantFrom('zulu', 'delta', 'ltd', 'ulu', 'a', 'e', ' ', 'דהו', '@mail.example', '@', 'example', '10', '9725', '0'),
  fc.tuple(fc.nat(count - 1), fc.nat(12), fc.integer({ min: 1, max: 5 })).map(([n, from, length]) => everyone[n]!.text.slice(from, from + length)),
  fc.tuple(fc.nat(count - 1), fc.nat(8), fc.integer({ min: 4, max: 7 })).map(([n, from, length]) => everyone[n]!.points[0]!.slice(from, from + length)),
)
const term = fc
  .array(part, { minLength: 1, maxLength: 2 })
  .map((parts) => parts.join(' ').trim())
  .filter((text) => text !== '')

test('a list searched for letters common or rare, in any order, holds exactly those that answer the words, each page after the last', async () => {
  await fc.assert(
    fc.asyncProperty(
      term,
      fc.constantFrom('name', 'created', 'revenue'),
      fc.constantFrom('ascending', 'descending'),
      fc.constantFrom(1, 20, 200),
      fc.boolean(),
      fc.constantFrom(undefined, 'person'),
      async (search, sort, direction, limit, all, kind) => {
        const browser = all ? boss : rep
        const expected = (await plain(search, browser)).filter((one) => !kind || one.kind === kind)
        const whole = await inOrder(expected, sort, direction)
        const listed: string[] = []
        for (let after: string | undefined, pages = 0; pages < 3; pages++) {
          const page = await browser.call('GET /customers', { query: { search, sort, direction, limit, after, kind } as never })
          listed.push(...page.items.map(({ id }) => id))
          if (!page.next) break
          after = page.next
        }
        expect(listed).toEqual(whole.slice(0, limit * 3))
      },
    ),
    // Many bear two of the words that may be meant: gathered twice, they must not pass for fewer than there are.
    { numRuns: 25, examples: [['elt', 'name', 'descending', 1, false, 'person']] },
  )
}, 120_000)

const orders = {
  name: { name: 'name', by: sql`customers.name collate "und-x-icu"`, type: 'text', id: sql`customers.id`, of: 'customers' },
  revenue: { name: 'revenue', by: sql`facts.revenue_12m_minor`, type: 'bigint', id: sql`facts.customer_id`, of: 'facts' },
} as const

test('each way to find the next customers finds exactly those that come next, or gives up', async () => {
  const { db } = kesher.house
  const answered = new Map<string, number>()
  const wholes = new Map<string, string[]>()
  for (const sort of ['name', 'revenue'])
    for (const direction of ['ascending', 'descending']) wholes.set(sort + direction, await inOrder(everyone, sort, direction, count))
  await fc.assert(
    fc.asyncProperty(
      term,
      fc.constantFrom('name', 'revenue'),
      fc.constantFrom('ascending', 'descending'),
      fc.constantFrom(1, 20, 200),
      fc.boolean(),
      fc.option(fc.nat(count - 1)),
      async (search, sort, direction, limit, all, after) => {
        const browser = all ? boss : rep
        const actor = await actorFor(db, (await browser.call('GET /session')).user.id, new Date())
        const ctx = { tx: db, actor } as Context
        const order = orders[sort]
        const whole = wholes.get(sort + direction)!
        const found = new Set((await plain(search, browser)).map(({ id }) => id))
        const left = after === null ? whole : whole.slice(after + 1)
        const next = left.filter((id) => found.has(id)).slice(0, limit + 1)
        const cursor = after === null ? undefined : await cursorAt(whole[after]!, sort, direction)
        const filter = await narrowing(ctx, { search })
        for (const [n, find] of ways.entries()) {
          const ids = await find(ctx, { ...filter, hits: hitsOf(filter)! }, order, { after: cursor, limit, direction })
          if (!ids) continue
          answered.set(find.name, (answered.get(find.name) ?? 0) + 1)
          expect({
            way: n,
            ids: await inOrder(
              everyone.filter(({ id }) => ids.includes(id)),
              sort,
              direction,
              count,
            ),
          }).toEqual({ way: n, ids: next })
        }
      },
    ),
    { numRuns: 60, examples: [['zulu delta', 'revenue', 'ascending', 20, true, null]] },
  )
  expect([...answered.keys()].sort()).toEqual(ways.map(({ name }) => name).sort())
}, 120_000)

/** The cursor a list gives after that customer. */
async function cursorAt(id: string, sort: 'name' | 'revenue', direction: 'ascending' | 'descending') {
  const { rows } = await sql<{ value: string }>`
    select ${orders[sort].by}::text as value from customers join customer_facts facts on customer_id = id where id = ${id}`.execute(kesher.house.db)
  return Buffer.from(JSON.stringify([sort, direction, rows[0]!.value, id])).toString('base64url')
}

/** The plain answer in the order of the list, by the plainest statement. */
async function inOrder(found: Known[], sort: string, direction: string, most = 600) {
  const by = { name: sql`name collate "und-x-icu"`, created: sql`created_at`, revenue: sql`revenue_12m_minor` }[sort]!
  const way = direction === 'ascending' ? sql`asc` : sql`desc`
  const { rows } = await sql<{ id: string }>`
    select id from customers join customer_facts on customer_id = id where id = any(${found.map(({ id }) => id)}::uuid[]) order by ${by} ${way}, id ${way} limit ${most}`.execute(
    kesher.house.db,
  )
  return rows.map(({ id }) => id)
}

test('which words stand in the files somebody sees is told alike by going through the files and by looking for the words', async () => {
  const { db } = kesher.house
  const actor = (await actorFor(db, (await rep.call('GET /session')).user.id))!
  const own = new Set(everyone.filter(({ team }) => team === 0).flatMap(({ words }) => [...words]))
  const words = [...new Set(everyone.slice(0, 300).flatMap(({ words }) => [...words])), 'nobody']
  const [through, looked] = [await seenAmong(db, actor, words, count), await seenAmong(db, actor, words, 1)]
  expect([...through.keys()].sort()).toEqual(words.filter((word) => own.has(word)).sort())
  expect([...looked.keys()].sort()).toEqual([...through.keys()].sort())
  expect(through.size).toBeLessThan(words.length)
  const [word, bearers] = [...through][0]!
  expect(bearers).toBe(everyone.filter((one) => one.team === 0 && one.words.has(word)).length)
})

test('the search finds a few of those that answer what was typed, none that do not, and nobody is missed for being rare', async () => {
  await fc.assert(
    fc.asyncProperty(
      part.filter((text) => /^\S{3,}$/.test(text)),
      fc.boolean(),
      async (q, all) => {
        const browser = all ? boss : rep
        const hits = await browser.call('GET /search', { query: { q, limit: 50 } as never })
        const found = hits.map(({ customerId }) => customerId)
        const tail = q.replace(/[+@.]/g, '').replace(/^0+/, '')
        const inPoint = (points: string[]) =>
          /^\+?\d+$/.test(q)
            ? points.some((point) => tail.length >= 3 && point.includes(tail))
            : /^[\w.+\-@%]{3,}$/.test(q) && points.some((point) => point.includes('@') && point.includes(q))
        const seen = everyone.filter(({ team }) => all || team === 0)
        const right = new Set([...(await plain(q, browser, false)), ...seen.filter(({ points }) => inPoint(points))].map(({ id }) => id))
        expect(found.filter((id) => !right.has(id))).toEqual([])
        expect(new Set(found).size).toBe(found.length)
        if (right.size <= 40) expect(new Set(found)).toEqual(right)
        else expect(found.length).toBeGreaterThanOrEqual(40)
      },
    ),
    // Letters of two scripts side by side are several words, each borne by hundreds: who bears a rare form of each is found too.
    {
      numRuns: 25,
      examples: [
        ['bטd', false],
        ['bטd', true],
      ],
    },
  )
}, 120_000)
