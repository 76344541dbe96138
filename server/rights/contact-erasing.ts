/**
 * Erasing one person at an organisation. The person and their contact points go; entries they took part in stay as facts of the
 * relationship, without words; and where the words of others name them, the name goes.
 */
import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { forgetWords, mergedInto, refreshNames, wordsOfFile } from '../customers/index.ts'
import type { Db } from '../db/connect.ts'
import { columnOf, fileTables, type PersonalDataClass, personalData } from '../db/personal-data.ts'
import { clearLater } from '../interactions/index.ts'
import type { Erasing } from './erasing.ts'
import { eraseFromJournals } from './import-journals.ts'
import { enter, type LedgerEntry } from './ledger.ts'
import { eraseValuesAside, eraseValuesOf, type Forgetting } from './own-fields.ts'
import { identifiersOfContact } from './queries.ts'
import { forgetViewsAbout } from './saved-places.ts'

type Erased = Pick<LedgerEntry, 'id' | 'fileId' | 'erasedBy'> & { contactId: string; now: Date }

/** What stands where words were. */
const withheld = '…'

export async function eraseContact({ tx, addJob, mark }: Erasing, { id, fileId, contactId, erasedBy, now }: Erased): Promise<number> {
  const identifiers = await identifiersOfContact(tx, fileId, contactId)
  const marks = [...new Set(identifiers.flatMap(mark))]
  const merged = await mergedInto(tx, fileId)
  const own = await ownRows(tx, fileId, contactId)
  const attached = await tx
    .deleteFrom('attachments')
    .where('customerId', '=', fileId)
    .where('interactionId', 'in', tx.selectFrom('interactions').where('customerId', '=', fileId).where('contactId', '=', contactId).select('id'))
    .returning('digest')
    .execute()
  await clearLater(
    { addJob },
    attached.map(({ digest }) => digest.toString('hex')),
  )
  const texts = await textColumns(tx)
  for (const table of fileTables) {
    if ('contactId' in personalData[table] && table !== 'contactPoints')
      await blank(tx, table, texts, sql`customer_id = ${fileId} and contact_id = ${contactId}`)
    else if ('interactionId' in personalData[table])
      await blank(
        tx,
        table,
        texts,
        sql`customer_id = ${fileId} and interaction_id in (select i.id from interactions i where i.customer_id = ${fileId} and i.contact_id = ${contactId})`,
      )
  }
  for (const table of fileTables) await takeOutNames(tx, table, texts, fileId, identifiers)
  const pattern = patternOf(identifiers)
  const addresses = new Set(identifiers.map((text) => text.toLowerCase()))
  const forgetting: Forgetting = { names: pattern ? new RegExp(pattern, 'gi') : null, instead: withheld, addresses }
  await eraseValuesOf(tx, fileId, contactId, forgetting)
  await eraseValuesAside(tx, fileId, forgetting)
  await takeOutAside(tx, fileId, identifiers)
  const wordsIn = (table: (typeof fileTables)[number]) => wordsOf(table, texts).map(({ column }) => column)
  await eraseFromJournals(tx, fileId, own, { ...forgetting, wordsOf: wordsIn })
  await tx.deleteFrom('fileExports').where('customerId', '=', fileId).execute()
  await sql`delete from answered_requests where ${fileId}::uuid = any(file_ids)`.execute(tx)
  await forgetViewsAbout(tx, mark, marks)
  const words = await wordsOfFile(tx, fileId)
  await tx.deleteFrom('contacts').where('customerId', '=', fileId).where('id', '=', contactId).execute()
  await refreshNames(tx, [fileId])
  await forgetWords(tx, words)
  for (const [entryId, file] of [[id, fileId] as const, ...merged.map((file) => [randomUUIDv7(), file] as const)]) {
    await enter(tx, { id: entryId, fileId: file, contactId, erasedAt: now.toISOString(), erasedBy, marks })
    await addJob('erasure.finish', { id: entryId })
  }
  return own.length
}

type Texts = Map<string, { column: string; required: boolean; filled: boolean }[]>
const wordy: readonly PersonalDataClass[] = ['content']

/** The text columns of the tables of the file that hold words: which must be there, and which may not be empty. */
async function textColumns(tx: Db): Promise<Texts> {
  const { rows } = await sql<{ table: string; column: string; required: boolean; filled: boolean }>`
    select c.relname as table, a.attname as column, a.attnotnull as required,
      exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum]) as filled
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
      and a.atttypid = 'text'::regtype and a.attgenerated = ''`.execute(tx)
  return Map.groupBy(rows, ({ table }) => table)
}

function wordsOf(table: (typeof fileTables)[number], texts: Texts) {
  const classes = personalData[table] as Record<string, PersonalDataClass>
  const names = Object.keys(classes).filter((column) => wordy.includes(classes[column]!))
  return (texts.get(columnOf(table)) ?? []).filter(({ column }) => names.map(columnOf).includes(column) && !choices.includes(`${columnOf(table)}.${column}`))
}

/** Words of a closed list say nothing of a person beyond what the row itself does. */
const choices = ['voices.kind', 'scores.question', 'preferences.kind', 'attachments.content_type']

async function blank(tx: Db, table: (typeof fileTables)[number], texts: Texts, which: ReturnType<typeof sql>) {
  const words = wordsOf(table, texts)
  if (words.length === 0) return
  const set = words.map(({ column, required, filled }) =>
    filled || !required
      ? sql`${sql.ref(column)} = case when ${sql.ref(column)} is null then null else ${withheld} end`
      : sql`${sql.ref(column)} = case when ${sql.ref(column)} = '' then '' else ${withheld} end`,
  )
  await sql`update ${sql.table(columnOf(table))} set ${sql.join(set)} where ${which}`.execute(tx)
}

/** Longer parts first, so that a whole name goes before its half would. */
async function takeOutNames(tx: Db, table: (typeof fileTables)[number], texts: Texts, fileId: string, identifiers: string[]) {
  const words = wordsOf(table, texts)
  const pattern = patternOf(identifiers)
  if (words.length === 0 || !pattern) return
  for (const { column } of words)
    await sql`update ${sql.table(columnOf(table))} set ${sql.ref(column)} = regexp_replace(${sql.ref(column)}, ${pattern}, ${withheld}, 'gi')
      where customer_id = ${fileId} and ${sql.ref(column)} ~* ${pattern}`.execute(tx)
}

function patternOf(identifiers: string[]) {
  const named = identifiers.filter((text) => text.length >= 3).sort((a, b) => b.length - a.length)
  return named.map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')
}

/** The same in what a merge set aside, which comes back with its undo. */
async function takeOutAside(tx: Db, fileId: string, identifiers: string[]) {
  const pattern = patternOf(identifiers)
  if (!pattern) return
  await sql`update merge_journal j set was = (
      select jsonb_object_agg(e.key, case when e.value ? 'text' then jsonb_set(e.value, '{text}', to_jsonb(regexp_replace(e.value ->> 'text', ${pattern}, ${withheld}, 'gi'))) else e.value end)
      from jsonb_each(j.was) as e)
    where j.customer_id = ${fileId} and j.side = 'aside' and j.entity = 'preferences'`.execute(tx)
}

/** Ids of the person, of what is theirs alone and of what they took part in: the journals of imports hold copies under these. */
async function ownRows(tx: Db, fileId: string, contactId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select ${contactId}::uuid as id
    union all select id from contact_points where customer_id = ${fileId} and contact_id = ${contactId}
    union all select id from interactions where customer_id = ${fileId} and contact_id = ${contactId}
    union all select id from orders where customer_id = ${fileId} and contact_id = ${contactId}`.execute(tx)
  return rows.map(({ id }) => id)
}
