/** Results written by COPY beside the last ones, and put in their place in one transaction. */
import { randomUUIDv7 } from 'node:crypto'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { FoundSignal } from './fact-signals.ts'
import type { Part } from './models.ts'
import { dayText } from './reading.ts'
import type { Scales } from './scales.ts'
import type { SignalTests } from './trust.ts'

const nothing = '\\N'
const cell = (value: string | number | null) => (value === null ? nothing : typeof value === 'number' ? String(value) : value.replace(/[\\\t\n\r]/g, escaped))
const escaped = (letter: string) => `\\${letter === '\t' ? 't' : letter === '\n' ? 'n' : letter === '\r' ? 'r' : letter}`
const line = (cells: (string | number | null)[]) => `${cells.map(cell).join('\t')}\n`
const day = (at: number | null) => (at === null ? null : dayText(at))
const most = 1e15
/** As a column of single precision holds it, which takes no number that is nearer to nothing than it can tell. */
const single = (value: number | null) => (value === null ? null : Math.fround(value))
const bounded = (minor: number | null) => (minor === null ? null : Math.min(most, Math.max(-most, minor)))

const linesAtOnce = 2_000
function* together(lines: Iterable<string>) {
  let text = ''
  let count = 0
  for (const each of lines) {
    text += each
    if (++count % linesAtOnce === 0) {
      yield text
      text = ''
    }
  }
  yield text
}

const copy = (client: pg.Client, into: string, lines: Iterable<string>) =>
  pipeline(Readable.from(together(lines)), client.query(copyFrom(`copy ${into} from stdin`)))

/** Tables of this session alone, filled as results come and gone with it. */
export async function openStage(client: pg.Client) {
  await client.query('create temp table found_insight (like customer_insight)')
  await client.query('alter table found_insight drop column run_id, drop column as_of, drop column watch_minor')
  await client.query(
    'create temp table found_signals (customer_id uuid, id uuid, kind text, subject text, severity smallint, probability real, evidence jsonb)',
  )
}

export async function stageResults(client: pg.Client, ids: readonly string[], part: Part) {
  await copy(client, `found_insight (${insightColumns})`, insightLines(ids, part))
  await stageSignals(
    client,
    part.signals.map(({ row, ...signal }) => ({ ...signal, customerId: ids[row]! })),
  )
}

export const stageSignals = (client: pg.Client, signals: readonly FoundSignal[]) => copy(client, 'found_signals', signalLines(signals))

export const closeStage = (client: pg.Client) => client.query('analyze found_insight, found_signals')

const insightColumns = `customer_id, orders, first_day, last_day, alive, expected_orders, expected_spend_minor, value_minor, yearly_minor, growth_minor,
  year_minor, costed_minor, cost_minor, loss_minor, leaving_ppm, expected_loss_minor, stage, recency_score, frequency_score, money_score, segment`

function* insightLines(ids: readonly string[], { rows, resultOf }: Part) {
  for (const row of rows) {
    const id = ids[row]!
    const one = resultOf(row)
    const loss = bounded(one.lossMinor)!
    yield line([
      id,
      one.orders,
      day(one.firstDay),
      day(one.lastDay),
      single(one.alive),
      single(one.expectedOrders),
      bounded(one.spendMinor),
      bounded(one.valueMinor),
      bounded(one.yearlyMinor),
      bounded(one.growthMinor),
      bounded(one.yearMinor),
      bounded(one.costedMinor),
      bounded(one.costMinor),
      loss,
      Math.round(one.leaving * 1e6),
      Math.round(loss * one.leaving),
      one.stage,
      ...(one.rfm ?? [null, null, null]),
      one.segment,
    ])
  }
}

function* signalLines(signals: readonly FoundSignal[]) {
  for (const { customerId, kind, subject, severity, probability, evidence } of signals)
    yield line([customerId, randomUUIDv7(), kind, subject, severity, probability, JSON.stringify(evidence)])
}

const kept = insightColumns.split(',').map((column) => column.trim())

/** The results of a run: of all customers, or of those named, whose last ones they replace. */
export type Replacing = { runId: string; asOf: number; at: Date; scales: Scales; tests: SignalTests; of?: readonly string[] }

const writing = 7_205_763
/** One at a time puts results in place; the other waits for its end. */
export const waitToWrite = (client: pg.Client) => client.query('select pg_advisory_xact_lock($1)', [writing])

/** Who was erased meanwhile is left out; whoever has signals but no orders has a row all the same, so that the watch list can hold them. */
export async function replaceResults(client: pg.Client, { runId, asOf, at, scales, tests, of }: Replacing): Promise<{ raised: number; ended: number }> {
  await waitToWrite(client)
  await client.query(
    `insert into found_insight (customer_id, orders, yearly_minor, growth_minor, year_minor, costed_minor, cost_minor, loss_minor, leaving_ppm, expected_loss_minor)
     select distinct customer_id, 0, 0, 0, 0, 0, 0, 0, 0, 0 from found_signals s where not exists (select from found_insight f where f.customer_id = s.customer_id)`,
  )
  // What a customer is compared with is the whole run before this one, however often they were read between the two.
  const before = of ? '' : 'was_watch_minor = customer_insight.watch_minor, was_leaving_ppm = customer_insight.leaving_ppm,'
  await client.query(
    `insert into customer_insight (${insightColumns}, run_id, as_of, watch_minor)
     select ${kept.map((column) => `f.${column}`).join(', ')}, $1, $2,
       least(${most}, round(f.expected_loss_minor * coalesce(($3::jsonb ->> c.currency)::float8, 1)))
     from found_insight f join customers c on c.id = f.customer_id
     on conflict (customer_id) do update set run_id = excluded.run_id, as_of = excluded.as_of, watch_minor = excluded.watch_minor, ${before}
       ${kept
         .slice(1)
         .map((column) => `${column} = excluded.${column}`)
         .join(', ')}`,
    [runId, dayText(asOf), JSON.stringify(scales)],
  )
  if (of)
    await client.query(
      'delete from customer_insight c where customer_id = any($1::uuid[]) and not exists (select from found_insight f where f.customer_id = c.customer_id)',
      [of],
    )
  else await client.query('delete from customer_insight where run_id <> $1', [runId])
  return replaceSignals(client, at, tests, of)
}

async function replaceSignals(client: pg.Client, at: Date, tests: SignalTests, of: Replacing['of']) {
  const chances = JSON.stringify(Object.fromEntries(tests.kinds.map(({ kind, chance }) => [kind, chance])))
  const sameCause = 's.customer_id = f.customer_id and s.kind = f.kind and s.subject = f.subject and s.ended_at is null'
  await client.query(
    `update signals s set severity = f.severity, probability = f.probability, chance = ($2::jsonb ->> f.kind)::real, evidence = f.evidence, found_at = $1
     from found_signals f where ${sameCause}`,
    [at, chances],
  )
  const { rowCount: ended } = await client.query(
    `update signals s set ended_at = $1 where s.ended_at is null${of ? ' and s.customer_id = any($2::uuid[])' : ''} and not exists (select from found_signals f where ${sameCause})`,
    of ? [at, of] : [at],
  )
  // One of the same cause is kept out by its unique index: looked for in this same table, it was read through for each row where it had been empty before.
  const { rowCount: raised } = await client.query(
    `insert into signals (customer_id, id, kind, subject, severity, probability, chance, evidence, raised_at, found_at)
     select f.customer_id, f.id, f.kind, f.subject, f.severity, f.probability, ($2::jsonb ->> f.kind)::real, f.evidence, $1, $1 from found_signals f join customers c on c.id = f.customer_id
     on conflict (customer_id, kind, subject) where ended_at is null do nothing`,
    [at, chances],
  )
  return { raised: raised ?? 0, ended: ended ?? 0 }
}
