/** Adding, changing, ordering and removing custom fields. */
import { sql } from 'kysely'
import type { z } from 'zod'
import { type CustomField, type CustomValue, type customFields, mostFields, searchedTypes } from '../../contract/custom-fields.ts'
import type { Context } from '../context.ts'
import { found, invalid, Problem } from '../http/problem.ts'
import { checkedValue } from './checking.ts'
import { daysBefore, fieldsInUse, fieldsSeen, findField } from './queries.ts'

type NewField = z.output<(typeof customFields)['POST /custom-fields']['body']>
type Change = z.output<(typeof customFields)['PATCH /custom-fields/:id']['body']>

const nothing = { he: '', en: '' }

/** Adds a field at the end of its subject's. The same id twice answers with the first; a key is taken as long as a removed field may come back under it. */
export async function addField(ctx: Context, given: NewField): Promise<CustomField> {
  const { tx } = ctx
  const before = await findField(tx, given.id)
  if (before) return before
  const others = await fieldsInUse(tx, given.subject)
  if (others.length >= mostFields) throw invalid('subject', 'too-large')
  const field = await whole(ctx, {
    help: nothing,
    section: nothing,
    limits: {},
    choices: [],
    fallback: null,
    required: false,
    requiredFrom: null,
    hiddenFrom: [],
    personal: 'content',
    searchable: false,
    removedAt: null,
    ...given,
  })
  const written = await tx
    .insertInto('customFields')
    .values({ ...stored(field), id: field.id, subject: field.subject, key: field.key, type: field.type, place: others.length, createdAt: ctx.now })
    .onConflict((key) => key.columns(['subject', 'key']).doNothing())
    .executeTakeFirst()
  if (written.numInsertedOrUpdatedRows === 0n) throw invalid('key', 'taken')
  ctx.audit('custom-field.added', { facts: told(field) })
  return found(await findField(tx, given.id))
}

export async function changeField(ctx: Context, id: string, change: Change): Promise<CustomField> {
  const before = await inUse(ctx, id)
  const field = await whole(ctx, { ...before, ...change })
  if (change.choices) await refuseLosing(ctx, before, change.choices)
  await ctx.tx.updateTable('customFields').set(stored(field)).where('id', '=', id).execute()
  ctx.audit('custom-field.changed', { facts: { ...told(field), fields: Object.keys(change) } })
  return found(await findField(ctx.tx, id))
}

/** Those named first, in this order; what is not named follows as it stood. */
export async function orderFields(ctx: Context, { subject, ids }: { subject: CustomField['subject']; ids: string[] }) {
  await sql`update custom_fields f set place = n.place
    from (select id, row_number() over (order by array_position(${ids}::uuid[], id), place, id) as place from custom_fields where subject = ${subject}) n
    where n.id = f.id and f.place <> n.place`.execute(ctx.tx)
  return fieldsSeen(ctx.tx, ctx.actor, subject)
}

/** Removing what is removed already changes nothing. */
export async function removeField(ctx: Context, id: string): Promise<CustomField> {
  const before = await returnable(ctx, id)
  if (before.removedAt) return before
  await ctx.tx.updateTable('customFields').set({ removedAt: ctx.now }).where('id', '=', id).execute()
  ctx.audit('custom-field.removed', { facts: told(before) })
  return found(await findField(ctx.tx, id))
}

/** Its values never went away. */
export async function bringBack(ctx: Context, id: string): Promise<CustomField> {
  const before = await returnable(ctx, id)
  if (!before.removedAt) return before
  await ctx.tx.updateTable('customFields').set({ removedAt: null }).where('id', '=', id).execute()
  ctx.audit('custom-field.returned', { facts: told(before) })
  return found(await findField(ctx.tx, id))
}

async function inUse(ctx: Context, id: string) {
  const field = await findField(ctx.tx, id)
  return found(field?.removedAt ? undefined : field)
}

/** In use, or removed less than thirty days ago: an older one is being cleared. */
async function returnable(ctx: Context, id: string) {
  const field = await findField(ctx.tx, id)
  return found(field?.removedAt && field.removedAt <= daysBefore(ctx.now) ? undefined : field)
}

/** The field as it can stand: choices where its type has them, limits that let something through, a fallback that keeps to them. */
async function whole({ tx }: Context, field: CustomField): Promise<CustomField> {
  const choosing = field.type === 'choice' || field.type === 'choices'
  if (choosing && field.choices.length === 0) throw invalid('choices', 'required')
  if (new Set(field.choices.map(({ key }) => key)).size < field.choices.length) throw invalid('choices', 'taken')
  const { min, max, shortest = 0, longest, earliest, latest } = field.limits
  if (min !== undefined && max !== undefined && max < min) throw invalid('limits.max', 'too-small')
  if (longest !== undefined && longest < shortest) throw invalid('limits.longest', 'too-small')
  if (earliest && latest && latest < earliest) throw invalid('limits.latest', 'before-start')
  const searchable = field.searchable && (searchedTypes as readonly string[]).includes(field.type)
  // An entry or an order is written in ten seconds by whoever hears of it: nothing may stand in its way.
  const required = field.required && field.subject === 'customer'
  // What is asked when the file is opened needs no step.
  const requiredFrom = field.subject === 'customer' && !required ? field.requiredFrom : null
  const ready = { ...field, required, requiredFrom, choices: choosing ? field.choices : [], searchable }
  return { ...ready, fallback: field.fallback === null ? null : await fallbackOf(tx, ready, field.fallback) }
}

async function fallbackOf(tx: Context['tx'], field: CustomField, written: CustomValue) {
  const { region } = await tx.selectFrom('company').select('region').executeTakeFirstOrThrow()
  const checked = checkedValue(field, written, region)
  if ('fault' in checked) throw invalid('fallback', checked.fault)
  return checked.value
}

/** A choice somebody chose stays: it can be renamed, and the field can be removed. */
async function refuseLosing({ tx }: Context, { id, type, choices }: CustomField, now: CustomField['choices']) {
  const kept = new Set(now.map(({ key }) => key))
  const lost = choices.filter(({ key }) => !kept.has(key)).map(({ key }) => key)
  if (lost.length === 0) return
  const chosen = type === 'choice' ? sql`text_key collate "und-x-icu" = any(${lost}::text[])` : sql`choice_keys && ${lost.map((key) => `${id}/${key}`)}::text[]`
  const { rows } = await sql`select from custom_values where field_id = ${id} and ${chosen} limit 1`.execute(tx)
  if (rows.length > 0) throw new Problem('still-in-use')
}

const stored = ({ label, help, section, limits, choices, fallback, required, requiredFrom, hiddenFrom, personal, searchable }: CustomField) => ({
  label: JSON.stringify(label),
  help: JSON.stringify(help),
  section: JSON.stringify(section),
  limits: JSON.stringify(limits),
  choices: JSON.stringify(choices),
  fallback: fallback === null ? null : JSON.stringify(fallback),
  required,
  requiredFrom,
  hiddenFrom: [...new Set<string>(hiddenFrom)],
  personal,
  searchable,
})

const told = ({ subject, key, hiddenFrom }: CustomField) => ({ subject, key, hidden: hiddenFrom })
