/** Two worlds that differ in hidden fields alone look the same, byte for byte, to whoever may not see those fields. */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type GuardedField, guardedFields } from '../../contract/access.ts'
import { newField } from '../../server/custom-fields/testing.ts'
import { newCustomer } from '../../server/customers/testing.ts'
import { computed } from '../../server/insight/testing.ts'
import { type Browser, type Kesher, openKesher } from '../kesher.ts'
import { type Asked, questionsOf } from './questions.ts'
import { noteResult } from './results.ts'
import { trustWorld, type World } from './world.ts'

let kesher: Kesher
let world: World
let manager: Browser
/** A company's own fields that will be hidden: a text the search reads, which a step of loyalty requires, a number, one of orders, one of events and one of contacts. */
let own: { word: string; size: string; dock: string; mood: string; floor: string }

beforeAll(async () => {
  kesher = await openKesher({ now: () => new Date('2026-11-22T08:00:00Z') })
  world = await trustWorld(kesher)
  manager = world.people.manager.browser
  // Known to insight by nothing but what they owe.
  await newCustomer(world.boss, { name: 'Bought nothing', teamId: world.team })
  const word = await newField(world.boss, { key: 'ownWord', searchable: true, requiredFrom: 'new' })
  const size = await newField(world.boss, { key: 'ownSize', type: 'number', fallback: 5 })
  const dock = await newField(world.boss, { subject: 'order', key: 'ownDock', type: 'number' })
  const mood = await newField(world.boss, { subject: 'interaction', key: 'ownMood', searchable: true })
  const floor = await newField(world.boss, { subject: 'contact', key: 'ownFloor', searchable: true })
  own = { word: word.id, size: size.id, dock: dock.id, mood: mood.id, floor: floor.id }
  await turn(kesher, 'here')
})
afterAll(() => kesher.close())

/** What is hidden, in one world and in the other. Every other column stays as it is. */
const worlds = {
  here: { word: 'zephyr', size: 3, taxId: '000000026', amount: 1_234_567, money: 7_654_321, days: 33, phone: '+972521111', email: 'here' },
  there: { word: 'quartz', size: 8, taxId: '000000034', amount: 8_888_888, money: 0, days: 77, phone: '+972532222', email: 'there' },
}

async function turn({ house }: Kesher, to: keyof typeof worlds) {
  const { db } = house
  const { word, size, taxId, amount, money, days, phone, email } = worlds[to]
  // In one world more customers have a value than in the other, and in another order.
  await sql`delete from custom_values`.execute(db)
  await sql`insert into custom_values (customer_id, id, field_id, value, text_key)
    select id, gen_random_uuid(), ${own.word}::uuid, to_jsonb(${word} || right(md5(id::text || ${to}), 4)), ${word} || right(md5(id::text || ${to}), 4)
    from customers where ${to} = 'here' or number % 2 = 0`.execute(db)
  await sql`insert into custom_values (customer_id, id, field_id, value, number_key)
    select id, gen_random_uuid(), ${own.size}::uuid, to_jsonb(${size}::int + number % 3), ${size}::int + number % 3 from customers where number % 2 = ${size}::int % 2`.execute(
    db,
  )
  await sql`insert into custom_values (customer_id, id, field_id, order_id, value, number_key)
    select customer_id, gen_random_uuid(), ${own.dock}::uuid, id, to_jsonb(${size}::int + n), ${size}::int + n
    from (select customer_id, id, (row_number() over (order by id))::int % 3 as n from orders) o where n <> ${size}::int % 3`.execute(db)
  await sql`insert into custom_values (customer_id, id, field_id, interaction_id, value, text_key)
    select customer_id, gen_random_uuid(), ${own.mood}::uuid, id, to_jsonb(${word}::text), ${word} from interactions`.execute(db)
  await sql`insert into custom_values (customer_id, id, field_id, contact_id, value, text_key)
    select customer_id, gen_random_uuid(), ${own.floor}::uuid, id, to_jsonb(${word}::text), ${word} from contacts`.execute(db)
  // Somebody filled fields later: in one world one that will be hidden as well.
  await sql`delete from customer_events where data ? 'world'`.execute(db)
  await sql`insert into customer_events (customer_id, id, type, actor_id, at, data)
    select c.id, overlay(overlay(md5(c.id::text || e.type) placing '7' from 13) placing '8' from 17)::uuid, e.type, null, timestamptz '2026-11-20 08:00Z',
      jsonb_build_object('world', true, 'fields', case when ${to} = 'here' then '["note"]'::jsonb || to_jsonb('custom.' || e.own) else '["note"]' end)
    from customers c cross join (values ('customer.changed', 'ownWord'), ('contact.changed', 'ownFloor'), ('order.changed', 'ownDock')) as e (type, own)`.execute(
    db,
  )
  await sql`update customers set tax_id = ${taxId}, balance_minor = ${money}, overdue_minor = ${money}, credit_limit_minor = ${money}, payment_terms_days = ${days}`.execute(
    db,
  )
  await sql`update order_lines set unit_price_minor = ${amount}, amount_minor = ${amount}, cost_minor = ${to === 'here' ? amount / 4 : null}::numeric`.execute(
    db,
  )
  await sql`update orders set amount_minor = ${amount} + extract(epoch from ordered_at)::bigint % 7`.execute(db)
  await sql`update customer_facts set revenue_12m_minor = ${amount}, revenue_prior_12m_minor = ${amount}`.execute(db)
  await sql`update contact_points set value = case channel when 'phone' then ${phone} || right(md5(id::text || ${to}), 3) else ${email} || right(id::text, 5) || '@a.example' end`.execute(
    db,
  )
  // What insight makes of it: in one world everybody buys ever more, in the other ever less.
  await sql`update orders set amount_minor = ${amount} + ${to === 'here' ? 1 : -1} * extract(epoch from ordered_at)::bigint / 1000 where amount_minor <> 0`.execute(
    db,
  )
  await computed(kesher)
}

/** Typed parts of what is hidden in either world, and of what is not. */
const typed = ['zephyr', 'quartz', '000000026', '000000034', '0521111', '52-1111', '7654321', 'here', 'there@', 'plain', 'Dana', '1001']

/** Every reading endpoint as it stands, and with each choice its query offers. What is told about looks grows with each of these questions. */
const questions = async () => [
  ...(await questionsOf({ world, person: world.people.manager, file: world.files.team, typed, leave: /access-links|imports\/:id|\/looks/ })),
  ...aboutOwnFields,
]

/** A company's own fields are in no contract: what can be asked of them by name. */
const aboutFieldsOfCustomers: Asked[] = [
  ...['custom.ownWord', 'custom.ownSize'].flatMap((sort) => ['ascending', 'descending'].map((direction) => ({ sort, direction }))),
  { fields: 'ownWord,ownSize' },
  ...['ownWord=zephyr', 'ownWord=', 'ownSize=3..5', 'ownSize=..4', 'ownSize='].map((custom) => ({ custom })),
].flatMap((query): Asked[] => [
  { key: 'GET /customers', sent: { query } },
  ...('custom' in query ? (['GET /customers/count', 'GET /customers/export'] as const).map((key) => ({ key, sent: { query } })) : []),
])

const queriesOfOrders: Record<string, string>[] = [
  { sort: 'custom.ownDock', direction: 'ascending' },
  { sort: 'custom.ownDock', direction: 'descending' },
  { fields: 'ownDock' },
  { custom: 'ownDock=3..5' },
  { custom: 'ownDock=' },
]
const aboutOwnFields: Asked[] = [...aboutFieldsOfCustomers, ...queriesOfOrders.map((query): Asked => ({ key: 'GET /orders', sent: { query } }))]

async function answers(asked: Asked[]) {
  // Each world is of a run of its own.
  const runs = await kesher.house.db.selectFrom('insightRuns').select('id').execute()
  const all: { asked: Asked; answer: string }[] = []
  for (const one of asked) {
    const { status, text } = await manager.ask(one.key, one.sent as never)
    all.push({ asked: one, answer: `${status} ${runs.reduce((told, { id }) => told.replaceAll(id, 'run'), text)}` })
  }
  const bulk = await manager.ask('POST /customers/bulk', { body: { chosen: { filter: { search: typed[0] } }, addTag: 'found' } })
  const byOwn = await manager.ask('POST /customers/bulk', { body: { chosen: { filter: { custom: 'ownSize=3..5' } }, addTag: 'found' } })
  return [...all, { asked: 'bulk', answer: `${bulk.status} ${bulk.text}` }, { asked: 'bulk by own', answer: `${byOwn.status} ${byOwn.text}` }]
}

/** Two answers from where they part. */
function apart(there: string, here: string) {
  const from = Math.max(0, [...there].findIndex((sign, place) => sign !== here[place]) - 100)
  return { there: there.slice(from, from + 300), here: here.slice(from, from + 300) }
}

const figures = { compared: 0, differing: 0 }

async function hide(hidden: GuardedField[], scope: 'team' | 'all') {
  await world.boss.call('PUT /access/:role', { params: { role: 'manager' }, body: { scope, hidden } })
  for (const id of Object.values(own))
    await world.boss.call('PATCH /custom-fields/:id', { params: { id }, body: { hiddenFrom: hidden.length > 0 ? ['manager'] : [] } })
  await kesher.browser().ask('POST /session', { body: { email: world.people.rep.email, password: 'another long password' } })
}

test.each(['team', 'all'] as const)(
  'with every guarded field hidden, every list, filter, sort, count, search, export, page and file answers alike in both worlds to who sees the files of: %s',
  {
    timeout: 120_000,
  },
  async (scope) => {
    await hide([...guardedFields], scope)
    const asked = await questions()
    expect(asked.length).toBeGreaterThan(100)
    await turn(kesher, 'here')
    const here = await answers(asked)
    await turn(kesher, 'there')
    const there = await answers(asked)
    const differing = there.flatMap(({ asked, answer }, place) => (answer === here[place]!.answer ? [] : [{ asked, ...apart(answer, here[place]!.answer) }]))
    figures.compared += here.length
    figures.differing += differing.length
    expect(differing).toEqual([])
  },
)

test('with nothing hidden the same questions tell the worlds apart, so the questions reach what is hidden', { timeout: 120_000 }, async () => {
  await hide([], 'team')
  const asked = await questions()
  await turn(kesher, 'here')
  const here = await answers(asked)
  await turn(kesher, 'there')
  const there = await answers(asked)
  const apart = new Set(there.flatMap(({ answer, asked }, place) => (answer !== here[place]!.answer && typeof asked === 'object' ? [asked.key] : [])))
  for (const key of [
    'GET /customers',
    'GET /customers/count',
    'GET /customers/export',
    'GET /customers/:id/file',
    'GET /orders',
    'GET /search',
    'GET /customers/:id/timeline',
    'GET /customers/:id/insight',
    'GET /insight/watch',
    'GET /insight/value',
    'GET /insight/segments',
    'GET /customers/:id/corrections',
  ])
    expect([...apart]).toContain(key)
  noteResult('two worlds that differ only in hidden fields', { ...figures, endpointsTheyWouldTellApart: apart.size })
  const about = there.flatMap(({ answer, asked }, place) => (answer !== here[place]!.answer && aboutOwnFields.includes(asked as Asked) ? [asked] : []))
  expect(about).toEqual(aboutOwnFields)
})
