/**
 * `npm run bench:fields`: pages of the list by custom fields, and a file with two hundred of them, in a throw-away base of 100,000 customers (`-- --customers N`);
 * beside them the same first pages from the other way to store them, one JSON column with an index of its own for each field.
 * Results: the key `fields` of `results/find.json`.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import type { Actor, Context } from '../server/context.ts'
import { listCustomers } from '../server/customers/list.ts'
import { connect } from '../server/db/connect.ts'
import { startEmbedded } from '../server/db/embedded.ts'
import { migrate } from '../server/db/migrate.ts'
import { openFile } from '../server/file/opening.ts'
import { summary, type Times } from './times.ts'

const { values } = parseArgs({ options: { customers: { type: 'string', default: '100000' } } })
const customers = Number(values.customers)
const rounds = 200

const folder = mkdtempSync(join(tmpdir(), 'kesher-fields-'))
const postgres = await startEmbedded({ folder, disposable: true })
await migrate(postgres.url())
const client = new pg.Client({ connectionString: postgres.url() })
await client.connect()
const took: Record<string, number> = {}
const step = async (what: string, sql: string) => {
  const begin = performance.now()
  await client.query(sql)
  took[what] = Math.round(performance.now() - begin)
}

const text = `'{"he": "שדה", "en": "Field"}'`
await step(
  'customers',
  `insert into teams (id, name) values ('00000000-0000-7000-8000-000000000001', 'One');
  insert into customers (id, number, kind, name, team_id, currency, created_at, updated_at)
    select gen_random_uuid(), n, 'organisation', 'Customer ' || md5(n::text), '00000000-0000-7000-8000-000000000001', 'ILS', now() - n * interval '1 minute', now()
    from generate_series(1, ${customers}) n;
  insert into customer_facts (customer_id, as_of) select id, current_date from customers`,
)
// Two hundred fields: a number and a text in nine of ten customers, a choice in half, a rare day in one of a thousand, the rest in one customer.
await step(
  'fields',
  `insert into custom_fields (id, subject, key, type, label, help, section, place, personal, created_at, choices)
    select gen_random_uuid(), 'customer', case n when 1 then 'size' when 2 then 'motto' when 3 then 'tier' when 4 then 'due' else 'field' || n end,
      case n when 1 then 'number' when 2 then 'text' when 3 then 'choice' when 4 then 'date' else 'number' end, ${text}, ${text}, ${text}, n, 'none', now(),
      case n when 3 then '[{"key": "gold", "he": "זהב", "en": "Gold"}]' else '[]' end::jsonb from generate_series(1, 200) n`,
)
const into = 'insert into custom_values (customer_id, id, field_id, value,'
const field = (key: string) => `(select id from custom_fields where key = '${key}')`
await step(
  'values',
  `${into} number_key) select id, gen_random_uuid(), ${field('size')}, to_jsonb(number % 997), number % 997 from customers where number % 10 > 0;
  ${into} text_key) select id, gen_random_uuid(), ${field('motto')}, to_jsonb(md5(id::text)), md5(id::text) from customers where number % 10 <> 5;
  ${into} text_key) select id, gen_random_uuid(), ${field('tier')}, to_jsonb(t), t from (select id, case number % 100 when 1 then 'gold' else 'plain' end as t from customers where number % 2 = 1) c;
  ${into} day_key) select id, gen_random_uuid(), ${field('due')}, to_jsonb(d), d from (select id, date '2026-01-01' + (number % 300)::int as d from customers where number % 1000 = 7) c;
  ${into} number_key) select c.id, gen_random_uuid(), f.id, '5', 5 from custom_fields f, (select id from customers where number = 4) c where f.key like 'field%'`,
)
await client.query('vacuum analyze')
await client.query('checkpoint')

const { db, close } = connect(postgres.url())
const actor: Actor = {
  id: '00000000-0000-7000-8000-000000000009',
  name: 'Bench',
  role: 'administrator',
  language: 'en',
  teamIds: [],
  scope: 'all',
  hidden: [],
  grants: [],
}
const ctx = { tx: db, actor, now: new Date(), audit() {} } as unknown as Context
const usual = { direction: 'ascending', limit: 100, after: undefined } as const

async function timed(work: () => Promise<unknown>, times = rounds): Promise<Times> {
  for (let warm = 0; warm < 20; warm++) await work()
  const all: number[] = []
  const begin = performance.now()
  for (let round = 0; round < times; round++) {
    const from = performance.now()
    await work()
    all.push(performance.now() - from)
  }
  return summary(all, (performance.now() - begin) / 1000)
}

const asked: Record<string, Partial<Parameters<typeof listCustomers>[1]>> = {
  'sorted by a number': { sort: 'custom.size', fields: 'size,motto,tier' },
  'sorted by a text, from the end': { sort: 'custom.motto', direction: 'descending' },
  'sorted by a rare day: then the empty': { sort: 'custom.due' },
  'sorted by name, narrowed to 1 in 100': { sort: 'name', custom: 'tier=gold' },
  'sorted by name, narrowed to half': { sort: 'name', custom: 'tier=plain' },
  'sorted by name, narrowed to a span of a rare day': { sort: 'name', custom: 'due=2026-02-01..2026-03-01' },
  'sorted by name, narrowed by a part of a text': { sort: 'name', custom: 'motto=abcd' },
  'sorted by a number, narrowed to 1 in 100': { sort: 'custom.size', custom: 'tier=gold' },
}
const figures: Record<string, Times> = {}
for (const [what, ask] of Object.entries(asked)) figures[what] = await timed(() => listCustomers(ctx, { sort: 'name', ...usual, ...ask }))
const fileOf = async (number: number) => (await client.query(`select id from customers where number = ${number}`)).rows[0].id as string
const [wide, narrow] = [await fileOf(4), await fileOf(3)]
figures['a file with two hundred fields filled'] = await timed(() => openFile(ctx, wide, 'refresh'))
figures['a file with three'] = await timed(() => openFile(ctx, narrow, 'refresh'))

// The other way: one column, and an index made for each field when it is added.
await step(
  'json: values',
  `create table as_json as select customer_id, jsonb_object_agg(d.key, v.value) as fields from custom_values v join custom_fields d on d.id = v.field_id group by 1;
  alter table as_json add primary key (customer_id)`,
)
await step('json: index of one field', `create index as_json_size on as_json (coalesce((fields ->> 'size')::numeric, 'infinity'), customer_id)`)
await client.query('vacuum analyze as_json')
await client.query('checkpoint')
const byJson = `select c.id, c.name from as_json j join customers c on c.id = j.customer_id join customer_facts f on f.customer_id = c.id
  order by coalesce((j.fields ->> 'size')::numeric, 'infinity'), j.customer_id limit 101`
figures['json: sorted by a number'] = await timed(() => client.query(byJson))
figures['json: the same, without an index of its own'] = await timed(
  () => client.query(byJson.replace("'size'", "'motto'").replace('::numeric', '').replace("'infinity'", "'~'")),
  10,
)

const { rows: sizes } =
  await client.query(`select pg_total_relation_size('custom_values') as values, pg_indexes_size('custom_values') as indexes, (select count(*) from custom_values) as count,
  pg_relation_size('as_json_size') as json_index, pg_total_relation_size('as_json') as json`)
const result = { customers, machine: { cpu: cpus()[0]!.model, cores: cpus().length, load: loadavg() }, took, bytes: sizes[0], figures }
console.table(Object.fromEntries(Object.entries(figures).map(([what, { p50, p99 }]) => [what, { p50, p99 }])))
console.log(result.took, result.bytes)
const file = join(import.meta.dirname, 'results/find.json')
if (process.env.KESHER_BENCH_KEEP !== 'no') {
  const before = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  writeFileSync(file, `${JSON.stringify({ ...before, fields: result }, null, 2)}\n`)
}
await close()
await client.end()
await postgres.stop()
rmSync(folder, { recursive: true, force: true })
