/** One search: all customers are read as of one moment, compared in memory, and the pairs take the place of the last ones in one transaction. */
import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type pg from 'pg'
import type { DuplicateReport, DuplicateStage } from '../../contract/duplicates.ts'
import { Base, Blocks, certainty, compare, emptyComparison, explained, fitted, foundIn, type Model, type Step } from '../../matching/index.ts'
import type { OneSession } from '../db/connect.ts'
import { goThroughRun, type Told, type Work } from '../jobs/run.ts'
import { entryOf } from './entry.ts'
import { compared, type Read } from './queries.ts'
import { searches } from './runs.ts'

export const goThrough = (house: { url: string; now: () => Date }, id: string) =>
  goThroughRun(searches, house, id, (session, told, done) => search(session, stepping(told), done, house.now))

type Stepping = (stage: DuplicateStage, done: number, total: number) => Promise<void>

/** How far of what, and how long the rest of the stage will take at this pace. */
function stepping(told: Told): Stepping {
  let before = ''
  let since = 0
  return (stage, done, total) => {
    const at = performance.now()
    if (stage !== before) since = at
    before = stage
    const secondsLeft = done > 0 ? Math.ceil(((at - since) / 1000 / done) * Math.max(0, total - done)) : null
    return told({ stage, done, total, secondsLeft })
  }
}

async function search(session: OneSession, told: Stepping, done: Parameters<Work>[2], now: () => Date) {
  const started = now()
  const { ids, base } = await readAll(session, told)
  const blocks = new Blocks(base)
  const model = await stepwise(fitted(blocks), (step) => told('fitting', step.done, step.total))
  const found = await stepwise(foundIn(blocks, model), (step) => told('comparing', step.done, step.total))
  const sure = found.pairs.filter(({ verdict }) => verdict === 'surely').length
  await told('writing', 0, found.pairs.length)
  await session.client.query('begin')
  await session.client.query('delete from duplicate_pairs')
  for (let from = 0; from < found.pairs.length; from += writtenAtOnce) {
    await write(session.client, linesOf(found.pairs.slice(from, from + writtenAtOnce), { ids, base, model }))
    await told('writing', from, found.pairs.length)
  }
  const report: DuplicateReport = {
    customers: ids.length,
    compared: found.compared,
    surely: sure,
    maybe: found.pairs.length - sure,
    seconds: (now().getTime() - started.getTime()) / 1000,
  }
  await done(report, { model: JSON.stringify(model) })
  await session.client.query('commit')
}

const fetchedAtOnce = 10_000

/** All files, in pages, in the order of their ids: what stands first in a pair has the smaller id. */
async function readAll({ client, db }: OneSession, told: Stepping) {
  const base = new Base()
  const ids: string[] = []
  await client.query('begin isolation level repeatable read read only')
  const { rows: counted } = await client.query<{ total: number }>(
    `select greatest(reltuples, 0)::integer as total from pg_class where oid = 'customers'::regclass`,
  )
  const statement = sql`select ${compared} from customers c order by c.id`.compile(db)
  await client.query(`declare files no scroll cursor for ${statement.sql}`, [...statement.parameters])
  for (;;) {
    const { rows } = await client.query<Record<'id' | 'name' | 'other_name' | 'city', string> & Record<'tax_id' | 'points', string | null>>(
      `fetch ${fetchedAtOnce} from files`,
    )
    for (const { id, other_name: otherName, tax_id: taxId, ...rest } of rows) {
      ids.push(id)
      base.add(entryOf({ ...rest, otherName, taxId } satisfies Omit<Read, 'id'>))
    }
    await told('reading', ids.length, Math.max(ids.length, counted[0]!.total))
    if (rows.length < fetchedAtOnce) break
  }
  await client.query('commit')
  return { ids, base }
}

async function stepwise<Result>(steps: Generator<Step, Result>, told: (step: Step) => Promise<void>): Promise<Result> {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    await told(step.value)
  }
}

const writtenAtOnce = 5_000
type Pairs = { one: number; other: number; bits: number; verdict: 'surely' | 'maybe' }[]

function linesOf(pairs: Pairs, { ids, base, model }: { ids: string[]; base: Base; model: Model }) {
  const comparison = emptyComparison()
  return pairs.map(({ one, other, bits, verdict }) => ({
    one_id: ids[one]!,
    id: randomUUIDv7(),
    other_id: ids[other]!,
    verdict,
    weight: Math.round(bits * 1000),
    certainty: certainty(bits, model.prior),
    reasons: explained(base, model, compare(base, one, other, comparison), one, other),
  }))
}

/** Whoever was erased meanwhile is left out. */
const write = (client: pg.Client, lines: ReturnType<typeof linesOf>) =>
  client.query(
    `insert into duplicate_pairs (id, one_id, other_id, verdict, weight, certainty, reasons)
     select p.id, p.one_id, p.other_id, p.verdict, p.weight, p.certainty, p.reasons
     from jsonb_to_recordset($1::jsonb) as p (id uuid, one_id uuid, other_id uuid, verdict text, weight bigint, certainty real, reasons jsonb)
     join customers c on c.id = p.one_id join customers o on o.id = p.other_id`,
    [JSON.stringify(lines)],
  )
