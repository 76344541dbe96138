/** However a list and the search find their customers, they find what the plain definition says. */
import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import type { Browser } from '../../testing/kesher.ts'
import { kesherForFile } from '../../testing/kesher.ts'
import { newTeam } from './testing.ts'

type Known = { id: string; name: string; kind: string; team: number; text: string; points: string[] }

const kesher = kesherForFile()
const count = 30_000
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
      case when n % 5 = 0 then 'zulu ' else '' end || translate(substr(md5('a' || n), 1, 4), '0123456789', 'ghijklmnop') || ' ' || translate(substr(md5('b' || n), 1, 3), '0123456789', 'אבגדהוזחטי'),
      case when n % 7 = 0 then 'ltd' else '' end, case when n % 4 = 0 then ${teams[0]!.id}::uuid else ${teams[1]!.id}::uuid end,
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
  const { rows } = await sql<Known>`
    select id, name, kind, case when team_id = ${teams[0]!.id} then 0 else 1 end as team, search_text as text, array(select value from contact_points where customer_id = customers.id order by value) as points
    from customers`.execute(db.withoutPlugins())
  everyone = rows
}, 60_000)

/** What is seen and holds every word, or holds the whole in an address. */
function plain(search: string, seenBy: Browser) {
  const words = search.toLowerCase().split(' ').filter(Boolean)
  const digits = search.replace(/[\s()+.-]/g, '').replace(/^0+/, '')
  const address = search.includes('@') ? search.toLowerCase() : /^\d{4,}$/.test(digits) ? digits : undefined
  return everyone.filter(
    ({ text, points, team }) =>
      (seenBy === boss || team === 0) &&
      (words.every((word) => text.includes(word)) || (address !== undefined && points.some((point) => point.includes(address)))),
  )
}

const part = fc.oneof(
  fc.constantFrom('zulu', 'ltd', 'ulu', 'a', 'e', ' ', 'דהו', '@mail.example', '@', 'example', '10', '9725', '0'),
  fc.tuple(fc.nat(count - 1), fc.nat(12), fc.integer({ min: 1, max: 5 })).map(([n, from, length]) => everyone[n]!.text.slice(from, from + length)),
  fc.tuple(fc.nat(count - 1), fc.nat(8), fc.integer({ min: 4, max: 7 })).map(([n, from, length]) => everyone[n]!.points[0]!.slice(from, from + length)),
)
const term = fc
  .array(part, { minLength: 1, maxLength: 2 })
  .map((parts) => parts.join(' ').trim())
  .filter((text) => text !== '')

test('a list searched for letters common or rare, in any order, holds exactly those the words stand in, each page after the last', async () => {
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
        const expected = plain(search, browser).filter((one) => !kind || one.kind === kind)
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
    { numRuns: 60 },
  )
}, 120_000)

/** The plain answer in the order of the list, by the plainest statement. */
async function inOrder(found: Known[], sort: string, direction: string) {
  const by = { name: sql`name collate "und-x-icu"`, created: sql`created_at`, revenue: sql`revenue_12m_minor` }[sort]!
  const way = direction === 'ascending' ? sql`asc` : sql`desc`
  const { rows } = await sql<{ id: string }>`
    select id from customers join customer_facts on customer_id = id where id = any(${found.map(({ id }) => id)}::uuid[]) order by ${by} ${way}, id ${way} limit 600`.execute(
    kesher.house.db,
  )
  return rows.map(({ id }) => id)
}

test('the search finds a few of those that hold what was typed, none that do not, and nobody is missed for being rare', async () => {
  await fc.assert(
    fc.asyncProperty(
      part.filter((text) => /^\S{3,}$/.test(text)),
      fc.boolean(),
      async (q, all) => {
        const browser = all ? boss : rep
        const hits = await browser.call('GET /search', { query: { q, limit: 50 } as never })
        const found = hits.map(({ customerId }) => customerId)
        const tail = q.replace(/[+@.]/g, '').replace(/^0+/, '')
        const holds = everyone.filter(({ text, points, team }) => {
          if (!all && team !== 0) return false
          const lower = q.toLowerCase()
          if (text.includes(lower)) return true
          if (/^\+?\d+$/.test(q)) return points.some((point) => point.startsWith('+') && tail.length >= 3 && point.includes(tail))
          return /^[\w.+\-@%]{3,}$/.test(q) && points.some((point) => point.includes('@') && point.includes(q))
        })
        const right = new Set(holds.map(({ id }) => id))
        expect(found.filter((id) => !right.has(id))).toEqual([])
        expect(new Set(found).size).toBe(found.length)
        if (right.size <= 40) expect(new Set(found)).toEqual(right)
        else expect(found.length).toBeGreaterThanOrEqual(Math.min(40, right.size))
      },
    ),
    { numRuns: 60 },
  )
}, 120_000)
