/**
 * Random files, merged and parted. Three things are held against each other: a merge undone at once is as if nothing had been;
 * whatever step is cut off, the rest comes to the same; and what people did between merge and undo is in the file it was done
 * in, as in two files of the same content that were never merged.
 */
import { randomUUIDv7 } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import { mergeFields, type Side } from '../../contract/merging.ts'
import type { Db } from '../../server/db/connect.ts'
import { moving } from '../../server/merging/registry.ts'
import { stepIn } from '../../server/merging/work.ts'
import { newProduct } from '../../server/orders/testing.ts'
import type { Browser, Kesher } from '../kesher.ts'

type Contact = number | null
/** Something somebody does in one of two files. `n` names what it makes; a contact is named by its place. */
type Deed =
  | { does: 'contact'; name: string; phone: boolean }
  | { does: 'point'; value: number; primary: boolean }
  | { does: 'preference'; text: number }
  | { does: 'entry'; contact: Contact; promise: boolean }
  | { does: 'order'; contact: Contact; number: number | null; lines: number }
  | { does: 'voice'; contact: Contact }
  | { does: 'score'; contact: Contact; value: number }
  | { does: 'hold' }
  | { does: 'assumptions'; years: number }
  | { does: 'signal'; subject: number }
/** What is done to what is there already. */
type Edit = { does: 'rename' | 'remove-contact' | 'keep-promise' | 'answer' | 'remove-entry'; which: number }
type Done = { side: Side; deed: Deed | Edit }

export type MergeCase = {
  built: Done[]
  since: Done[]
  fields: Partial<Record<(typeof mergeFields)[number], Side>>
  city: boolean
  atOnce: number
  cuts: boolean[]
}

const contact = fc.option(fc.nat(2))
const deed: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({ does: fc.constant('contact' as const), name: fc.constantFrom('Dana', 'Moshe', 'Sara'), phone: fc.boolean() }),
  fc.record({ does: fc.constant('point' as const), value: fc.nat(4), primary: fc.boolean() }),
  fc.record({ does: fc.constant('preference' as const), text: fc.nat(2) }),
  fc.record({ does: fc.constant('entry' as const), contact, promise: fc.boolean() }),
  fc.record({ does: fc.constant('entry' as const), contact, promise: fc.boolean() }),
  fc.record({ does: fc.constant('order' as const), contact, number: fc.option(fc.nat(2)), lines: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ does: fc.constant('voice' as const), contact }),
  fc.record({ does: fc.constant('score' as const), contact, value: fc.integer({ min: 1, max: 7 }) }),
  fc.record({ does: fc.constant('hold' as const) }),
  fc.record({ does: fc.constant('assumptions' as const), years: fc.integer({ min: 1, max: 9 }) }),
  fc.record({ does: fc.constant('signal' as const), subject: fc.nat(2) }),
)
const edit: fc.Arbitrary<Edit> = fc.record({
  does: fc.constantFrom('rename' as const, 'remove-contact' as const, 'keep-promise' as const, 'answer' as const, 'remove-entry' as const),
  which: fc.nat(3),
})
const side = fc.constantFrom<Side>('kept', 'merged')
/** What can be told apart afterwards: a hold, an assumption or a signal set on the whole is of both, and addresses may be alike. */
const later = deed.filter(({ does }) => ['contact', 'preference', 'entry', 'order', 'voice', 'score'].includes(does))

export const mergeCases: fc.Arbitrary<MergeCase> = fc.record({
  built: fc.array(fc.record({ side, deed }), { maxLength: 14 }),
  since: fc.array(fc.record({ side, deed: fc.oneof(later, edit) }), { maxLength: 7 }),
  fields: fc.dictionary(fc.constantFrom(...mergeFields), side),
  city: fc.boolean(),
  atOnce: fc.integer({ min: 1, max: 5 }),
  cuts: fc.array(fc.boolean(), { maxLength: 12 }),
})

/** Two files, and what was made in each, by the name it has in both worlds. */
type Pair = { world: string; ids: Record<Side, string>; parts: Record<Side, Record<'contacts' | 'entries' | 'promises' | 'voices', string[]>>; made: number }

export type MergeWorld = { kesher: Kesher; boss: Browser; productId: string }
export const mergeWorld = async (kesher: Kesher): Promise<MergeWorld> => {
  const boss = await kesher.administrator()
  return { kesher, boss, productId: (await newProduct(boss)).id }
}

/** An id that names the same thing in each of two worlds, but for the part of the world. */
const idOf = (world: string, n: number) => `${world}-7000-8000-${n.toString(16).padStart(12, '0')}`
const newWorld = () =>
  randomUUIDv7()
    .slice(-12)
    .replace(/^(.{8})(.{4})$/, '$1-$2')

async function newPair({ boss }: MergeWorld): Promise<Pair> {
  const none = () => ({ contacts: [], entries: [], promises: [], voices: [] })
  const pair: Pair = { world: newWorld(), ids: { kept: '', merged: '' }, parts: { kept: none(), merged: none() }, made: 0 }
  const heads = {
    kept: { name: 'Carmel Paper', city: 'Haifa', tags: ['paper', 'north'], ref: 'ref 1', creditLimitMinor: 5_000 },
    merged: { name: 'Carmel Paper Ltd', otherName: 'כרמל נייר', tags: ['north', 'old'], ref: 'ref 2', taxId: '510000003', customerSince: '2019-05-01' },
  } as const
  for (const of of ['kept', 'merged'] as const) {
    pair.ids[of] = idOf(pair.world, ++pair.made)
    const { tags, ...head } = heads[of]
    await boss.call('POST /customers', { body: { id: pair.ids[of], kind: 'organisation', ...head, tags: [...tags] } })
  }
  return pair
}

/** Does it in the file of that side, or in `file` where the two are one; answers the ids of what it made that can be given to either. */
async function carryOut({ boss, kesher, productId }: MergeWorld, pair: Pair, { side: of, deed: it }: Done, file = pair.ids[of]): Promise<string[]> {
  const params = { id: file }
  const parts = pair.parts[of]
  const id = idOf(pair.world, ++pair.made)
  const at = (place: Contact) => (place === null ? null : (parts.contacts[place] ?? null))
  switch (it.does) {
    case 'contact':
      parts.contacts.push(id)
      await boss.call('POST /customers/:id/contacts', {
        params,
        body: { id, name: it.name, points: it.phone ? [{ channel: 'phone', value: `052-${String(1_000_000 + pair.made)}` }] : [] },
      })
      // Points of a contact get ids of their own: those of the two worlds are told apart by what they say.
      return [id]
    case 'point':
      await boss.ask('POST /customers/:id/points', { params, body: { id, channel: 'email', value: `box${it.value}@carmel.example`, isPrimary: it.primary } })
      return []
    case 'preference':
      await boss.call('POST /customers/:id/preferences', { params, body: { id, kind: 'preference', text: `Likes ${it.text}` } })
      return [id]
    case 'entry': {
      const promise = idOf(pair.world, ++pair.made)
      parts.entries.push(id)
      if (it.promise) parts.promises.push(promise)
      await boss.call('POST /customers/:id/interactions', {
        params,
        body: {
          id,
          channel: 'phone',
          direction: 'in',
          body: `Call ${pair.made}`,
          contactId: at(it.contact),
          ...(it.promise && { promise: { id: promise, text: 'To send', dueOn: '2026-12-01' } }),
        },
      })
      return it.promise ? [id, promise] : [id]
    }
    case 'order': {
      const lines = Array.from({ length: it.lines }, (_, n) => ({ productId, quantity: n + 1 }))
      // A number the file has already is refused; the order is then not there, in either world.
      const numbered = { ...(it.number !== null && { number: `N-${pair.made}-${it.number}` }) }
      await boss.call('POST /customers/:id/orders', {
        params,
        body: { id, number: `K-${pair.made}`, ...numbered, lines, contactId: at(it.contact) },
      })
      return [id]
    }
    case 'voice':
      parts.voices.push(id)
      await boss.call('POST /customers/:id/voices', { params, body: { id, kind: 'wish', text: `Wants ${pair.made}`, contactId: at(it.contact) } })
      return [id]
    case 'score':
      await boss.call('POST /customers/:id/scores', { params, body: { answers: [{ id, question: 'ease', value: it.value }], contactId: at(it.contact) } })
      return [id]
    case 'hold':
      await boss.call('POST /customers/:id/holds', { params, body: { id, reason: 'A claim' } })
      return []
    case 'assumptions':
      await boss.call('PUT /customers/:id/insight/assumptions', { params, body: { years: it.years } })
      return []
    case 'signal':
      await sql`insert into signals (customer_id, id, kind, subject, severity, probability, evidence, raised_at, found_at)
        values (${file}, ${id}, 'order-silence', ${`subject ${it.subject}`}, 2, 0.7, '{"days": 40}', '2026-11-01', '2026-11-20') on conflict do nothing`.execute(
        kesher.house.db,
      )
      return []
  }
  const place = (of: string[]) => of[it.which % Math.max(1, of.length)]
  const target = {
    'rename': place(parts.contacts),
    'remove-contact': place(parts.contacts),
    'keep-promise': place(parts.promises),
    'answer': place(parts.voices),
  }
  const partId = it.does === 'remove-entry' ? place(parts.entries) : target[it.does]
  if (!partId) return []
  const part = { params: { id: file, partId } }
  if (it.does === 'rename') await boss.ask('PATCH /customers/:id/contacts/:partId', { ...part, body: { name: `Renamed ${pair.made}` } })
  if (it.does === 'remove-contact') {
    await boss.ask('DELETE /customers/:id/contacts/:partId', part)
    parts.contacts = parts.contacts.map((id) => (id === partId ? '' : id)).filter(Boolean)
  }
  if (it.does === 'keep-promise') await boss.ask('PUT /customers/:id/promises/:partId/outcome', { ...part, body: { outcome: 'kept' } })
  if (it.does === 'answer') await boss.ask('PUT /customers/:id/voices/:partId/answer', { ...part, body: { answer: 'We do' } })
  if (it.does === 'remove-entry') await boss.ask('DELETE /customers/:id/interactions/:partId', part)
  return []
}

/** Tables that say what is in a file. What Kesher itself noted of a merge is no part of what was before it. */
const compared = [
  ...moving.map(({ table }) => table).filter((table) => !['merges', 'merge_journal'].includes(table)),
  'customer_facts',
  'customer_assumptions',
  'customer_names',
  'customer_words',
]
const ofMerge = sql`t.type in ('merge.begun', 'customer.merged', 'customer.parted')`

/** Both files, row by row. `blind`: but for what differs from one world to another. */
async function digest(db: Db, { world, ids }: Pair, blind: boolean): Promise<Record<string, string[]>> {
  const both = [ids.kept, ids.merged]
  const parts: Record<string, string[]> = {}
  for (const table of compared.filter((table) => !(blind && table === 'customer_events'))) {
    const where = table === 'customer_events' ? sql`and not ${ofMerge}` : sql``
    const { rows } = await sql<{
      row: string
    }>`select to_jsonb(t)::text as row from ${sql.table(table)} t where customer_id = any(${both}::uuid[]) ${where}`.execute(db)
    parts[table] = rows.map(({ row }) => (blind ? seenBlind(row, table, world) : row)).sort()
  }
  const { rows } = await sql<{
    row: string
  }>`select (to_jsonb(c) - 'version' - 'updated_at' - 'search_text' ${blind ? sql`- 'number'` : sql``})::text as row from customers c where id = any(${both}::uuid[])`.execute(
    db,
  )
  parts.customers = rows.map(({ row }) => row.replaceAll(world, 'world')).sort()
  return parts
}

/** Ids the server makes itself, and numbers it gives, differ; all others but for their world do not. */
function seenBlind(row: string, table: string, world: string) {
  const { id, ...rest } = JSON.parse(row) as Record<string, unknown>
  const own = ['order_lines', 'contact_points', 'legal_holds'].includes(table) ? rest : { id, ...rest }
  return JSON.stringify(own).replaceAll(world, 'world')
}

class Cut extends Error {}

export type MergeFault = { phase: string; table: string; before: string[]; after: string[] }

/** Merges, undoes, compares; merges again, lets people work, undoes, and compares with the two that were never merged. */
export async function mergeFaults(world: MergeWorld, given: MergeCase): Promise<{ faults: MergeFault[]; steps: number; cut: number; edits: number }> {
  const { kesher, boss } = world
  const { db, now } = kesher.house
  const told = { steps: 0, cut: 0, edits: 0 }
  const cuts = [...given.cuts]
  /** Each step may be cut off just before it is committed, as a kill would. */
  const work = async (which: { customerId: string; id: string }) => {
    for (;;) {
      if (cuts.shift()) {
        told.cut++
        await db
          .transaction()
          .execute(async (tx) => {
            await stepIn(tx, which, now(), given.atOnce)
            throw new Cut()
          })
          .catch((error) => {
            if (!(error instanceof Cut)) throw error
          })
      }
      told.steps++
      if (!(await db.transaction().execute((tx) => stepIn(tx, which, now(), given.atOnce)))) return
    }
  }
  const merge = async (pair: Pair) => {
    const params = { id: pair.ids.kept }
    const asked = await boss.call('POST /customers/:id/merges', { params, body: { id: randomUUIDv7(), otherId: pair.ids.merged, fields: given.fields } })
    await work(asked)
    return asked
  }
  const undo = async (pair: Pair, mergeId: string, said: Record<Side, string[]>) => {
    const params = { id: pair.ids.kept, partId: mergeId }
    await work(await boss.call('POST /customers/:id/merges/:partId/undo', { params, body: said }))
  }
  const compare = (phase: string, before: Record<string, string[]>, after: Record<string, string[]>): MergeFault[] =>
    Object.keys(before)
      .filter((table) => JSON.stringify(before[table]) !== JSON.stringify(after[table]))
      .map((table) => ({
        phase,
        table,
        before: before[table]!.filter((row) => !after[table]!.includes(row)),
        after: after[table]!.filter((row) => !before[table]!.includes(row)),
      }))

  const [pair, control] = [await newPair(world), await newPair(world)]
  for (const done of given.built) for (const each of [pair, control]) await carryOut(world, each, done)
  const before = await digest(db, pair, false)
  await undo(pair, (await merge(pair)).id, { kept: [], merged: [] })
  const faults = compare('undone at once', before, await digest(db, pair, false))

  const again = await merge(pair)
  const said: Record<Side, string[]> = { kept: [], merged: [] }
  for (const done of given.since) {
    told.edits++
    await carryOut(world, control, done)
    // Half of what people do they do by the old address.
    said[done.side].push(...(await carryOut(world, pair, done, told.edits % 2 === 0 ? pair.ids.merged : pair.ids.kept)))
  }
  if (given.city) for (const each of [pair, control]) await boss.call('PATCH /customers/:id', { params: { id: each.ids.kept }, body: { city: 'Edited' } })
  await undo(pair, again.id, said)
  return { faults: [...faults, ...compare('after edits', await digest(db, control, true), await digest(db, pair, true))], ...told }
}
