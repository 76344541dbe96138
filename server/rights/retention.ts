/** What the rules remove, kind by kind, at night; and how much each would. A file on hold is left alone by all of them. */
import { randomUUIDv7 } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import { type RetentionKind, retentionKinds } from '../../contract/rights.ts'
import { auditor } from '../audit/record.ts'
import type { Context } from '../context.ts'
import type { Db } from '../db/connect.ts'
import { forgetFile, forgetRefusals } from '../exchange/index.ts'
import { refreshFacts } from '../file/index.ts'
import type { House } from '../house.ts'
import { clearLater } from '../interactions/index.ts'
import { addJobIn } from '../jobs/add-job.ts'
import { sweepArchives } from './archives.ts'
import { eraseFile } from './erasing.ts'
import { replayErasures } from './finishing.ts'
import { markerIn } from './marks.ts'
import { daysKept } from './rules.ts'

const free = sql`not exists (select from legal_holds h where h.customer_id = c.id and h.released_at is null)
  and not exists (select from merges m where c.id in (m.customer_id, m.merged_id) and m.state in ('merging', 'undoing'))`
const neverBought = sql`not exists (select from orders o where o.customer_id = c.id)`
const workedThrough = sql`i.finished_at is not null and i.state not in ('checking', 'importing', 'undoing')`

/** What is older than its time, as the rest of a query: `from … where …`. */
const due: Record<RetentionKind, (before: Date) => RawBuilder<unknown>> = {
  'quiet-files': (before) => sql`from customers c left join customer_facts f on f.customer_id = c.id
    where ${neverBought} and ${free} and greatest(c.updated_at, f.last_contact_at, f.last_scored_at) < ${before}`,
  'interactions': (before) => sql`from interactions i join customers c on c.id = i.customer_id where ${neverBought} and ${free} and i.occurred_at < ${before}`,
  'refused-rows': (before) => sql`from import_refusals r join imports i on i.id = r.import_id where i.finished_at < ${before}`,
  'import-files': (before) =>
    sql`from imports i where i.forgotten_at is null and i.state not in ('checking', 'importing', 'undoing') and coalesce(i.finished_at, i.created_at) < ${before}`,
  'import-journals': (before) => sql`from import_changes j join imports i on i.id = j.import_id join customers c on c.id = j.customer_id
    where ${workedThrough} and ${free} and i.finished_at < ${before}`,
  'exports': (before) => sql`from file_exports e where e.asked_at < ${before} and e.state in ('done', 'failed')`,
  'sessions': (before) => sql`from sessions s where s.expires_at < ${before}`,
  'sign-in-failures': (before) => sql`from sign_in_failures s where s.last_failed_at < ${before}`,
  'erased-sales': (before) => sql`from erased_sales s where s.month < ${before}`,
}

const countDue = async (db: Db, kind: RetentionKind, before: Date) => {
  const { rows } = await sql<{ count: number }>`select count(*) as count ${due[kind](before)}`.execute(db)
  return rows[0]!.count
}

const daysBefore = (now: Date, days: number) => new Date(now.getTime() - days * 86_400_000)

/** How much the rule would remove if it stood at so many days. */
export const preview = async ({ tx, now }: Context, kind: RetentionKind, days: number) => ({ removes: await countDue(tx, kind, daysBefore(now, days)) })

const chunkOf = 500

/** What a rule leaves behind it is whole: each step is a transaction, and the next night goes on where a crash stopped it. */
const remove: Record<RetentionKind, (house: House, before: Date) => Promise<number>> = {
  'quiet-files': async (house, before) => {
    const mark = await markerIn(house.place.folder)
    const one = async () =>
      house.db.transaction().execute(async (tx) => {
        const { rows } = await sql<{ id: string }>`select c.id ${due['quiet-files'](before)} order by c.id limit 1 for update of c`.execute(tx)
        for (const { id: fileId } of rows) await eraseFile({ tx, addJob: addJobIn(tx), mark }, { id: randomUUIDv7(), fileId, erasedBy: null, now: house.now() })
        return rows.length
      })
    return untilNone(one)
  },
  'interactions': (house, before) =>
    untilNone(() =>
      house.db.transaction().execute(async (tx) => {
        const { rows } = await sql<{ customerId: string; id: string }>`select i.customer_id, i.id ${due.interactions(before)} order by i.customer_id, i.id
          limit ${chunkOf} for update of i`.execute(tx)
        if (rows.length === 0) return 0
        const [files, ids] = [rows.map(({ customerId }) => customerId), rows.map(({ id }) => id)]
        const chosen = sql`(select * from unnest(${files}::uuid[], ${ids}::uuid[]))`
        const attached = await sql<{ digest: Buffer }>`select digest from attachments where (customer_id, interaction_id) in ${chosen}`.execute(tx)
        await clearLater(
          { addJob: addJobIn(tx) },
          attached.rows.map(({ digest }) => digest.toString('hex')),
        )
        await sql`delete from interactions where (customer_id, id) in ${chosen}`.execute(tx)
        await refreshFacts(tx, [...new Set(files)], house.now())
        return rows.length
      }),
    ),
  'refused-rows': ({ db }, before) => db.transaction().execute((tx) => forgetRefusals(tx, before)),
  'import-files': async (house, before) => {
    const { rows } = await sql<{ id: string }>`select i.id ${due['import-files'](before)}`.execute(house.db)
    for (const { id } of rows) await forgetFile(house, id)
    return rows.length
  },
  'import-journals': ({ db }, before) =>
    untilNone(async () =>
      removed(
        await sql`delete from import_changes where (customer_id, id) in (select j.customer_id, j.id ${due['import-journals'](before)} limit ${chunkOf * 10})`.execute(
          db,
        ),
      ),
    ),
  'exports': async (house, before) => {
    const gone = removed(await sql`delete from file_exports where (customer_id, id) in (select e.customer_id, e.id ${due.exports(before)})`.execute(house.db))
    await sweepArchives(house)
    return gone
  },
  'sessions': async ({ db }, before) => removed(await sql`delete from sessions where token_hash in (select s.token_hash ${due.sessions(before)})`.execute(db)),
  'sign-in-failures': async ({ db }, before) =>
    removed(await sql`delete from sign_in_failures where email_hash in (select s.email_hash ${due['sign-in-failures'](before)})`.execute(db)),
  'erased-sales': async ({ db }, before) =>
    removed(
      await sql`delete from erased_sales where (month, currency, kind) in (select s.month, s.currency, s.kind ${due['erased-sales'](before)})`.execute(db),
    ),
}

const removed = ({ numAffectedRows }: { numAffectedRows?: bigint | undefined }) => Number(numAffectedRows ?? 0)

async function untilNone(step: () => Promise<number>) {
  let all = 0
  for (let gone = await step(); gone > 0; gone = await step()) all += gone
  return all
}

/** Hourly by the crontab; works in the third hour of the company's day, when backups have been made and nobody is here. */
export async function keepRules(house: House, { _cron }: { _cron?: { ts: string } }) {
  const at = _cron ? new Date(_cron.ts) : house.now()
  const { timeZone } = await house.db.selectFrom('company').select('timeZone').executeTakeFirstOrThrow()
  if (Temporal.Instant.from(at.toISOString()).toZonedDateTimeISO(timeZone).hour !== 3) return
  await replayErasures(house)
  await removeWhatIsDue(house)
}

/** Removes what every rule says, and notes how much. */
export async function removeWhatIsDue(house: House): Promise<Partial<Record<RetentionKind, number>>> {
  const now = house.now()
  const days = await daysKept(house.db)
  const gone: Partial<Record<RetentionKind, number>> = {}
  for (const kind of retentionKinds) {
    const kept = days[kind]
    if (kept === null) continue
    const count = await remove[kind](house, daysBefore(now, kept))
    if (count > 0) gone[kind] = count
  }
  const accounts = auditor(() => null, now, house.db)
  if (Object.keys(gone).length > 0) accounts.audit('retention.removed', { facts: gone as Record<string, number> })
  await house.db.transaction().execute(async (tx) => {
    await tx
      .insertInto('retentionRuns')
      .values({ id: randomUUIDv7(), ranAt: now, removed: JSON.stringify(gone) })
      .execute()
    await accounts.store(tx)
  })
  return gone
}
