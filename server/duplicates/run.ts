/**
 * One search: all customers are read as of one moment, compared in memory, and the pairs take the place of the last ones in one transaction.
 * Killed at any moment it leaves the last good results; the same search then begins anew.
 */
import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type pg from 'pg'
import type { DuplicateReport, DuplicateStage } from '../../contract/duplicates.ts'
import { Base, Blocks, certainty, compare, emptyComparison, explained, fitted, foundIn, type Model, type Step } from '../../matching/index.ts'
import { connectOne, type Db } from '../db/connect.ts'
import { entryOf } from './entry.ts'
import { compared, type Read } from './queries.ts'

/** Somebody stopped the search. */
class Cancelled extends Error {}

/** Whoever holds this session lock is the search. */
const searching = 7_205_771

export async function goThrough({ url, now }: { url: string; now: () => Date }, id: string): Promise<void> {
  const session = await connectOne(url)
  const notes = await connectOne(url)
  try {
    const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_lock(${searching}) as mine`.execute(session.db)
    if (rows[0]?.mine && (await begin(notes.db, id, now()))) await search(session, noteBy(notes.db, id), id, now)
  } catch (error) {
    if (!(error instanceof Cancelled)) throw error
  } finally {
    await session.close()
    await notes.close()
  }
}

const begin = async (db: Db, id: string, at: Date) =>
  (
    await db
      .updateTable('duplicateRuns')
      .set({ state: 'running', startedAt: at })
      .where('id', '=', id)
      .where('state', 'in', ['waiting', 'running'])
      .executeTakeFirst()
  ).numUpdatedRows > 0n

const noteEvery = 400

/** Notes how far it came, a few times a second at most, and learns there that somebody stopped it. */
function noteBy(db: Db, id: string) {
  let noted = 0
  let before = ''
  let since = 0
  return async (stage: DuplicateStage, done: number, total: number) => {
    const at = performance.now()
    if (stage === before && at - noted < noteEvery) return
    if (stage !== before) since = at
    noted = at
    before = stage
    const secondsLeft = done > 0 ? Math.ceil(((at - since) / 1000 / done) * Math.max(0, total - done)) : null
    const { numUpdatedRows } = await db
      .updateTable('duplicateRuns')
      .set({ progress: JSON.stringify({ stage, done, total, secondsLeft }) })
      .where('id', '=', id)
      .where('state', '=', 'running')
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw new Cancelled()
  }
}
type Told = ReturnType<typeof noteBy>

async function search(session: Awaited<ReturnType<typeof connectOne>>, told: Told, id: string, now: () => Date) {
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
  const { rowCount } = await session.client.query(
    `update duplicate_runs set state = 'done', finished_at = $2, progress = null, report = $3, model = $4 where id = $1 and state = 'running'`,
    [id, now(), JSON.stringify(report), JSON.stringify(model)],
  )
  // Stopped at the last moment: nothing of it stays.
  if (rowCount === 0) throw new Cancelled()
  await session.client.query('commit')
}

const fetchedAtOnce = 10_000

/** All files, in pages, in the order of their ids: what stands first in a pair has the smaller id. */
async function readAll({ client, db }: Awaited<ReturnType<typeof connectOne>>, told: Told) {
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
