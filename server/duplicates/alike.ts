/** "This looks like …": before a customer is added, those who may be the same, of those this person may see and by what they may know of them. */
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Alike, duplicates } from '../../contract/duplicates.ts'
import { baseOf, compare, emptyComparison, explained, judge, usualModel, weigh } from '../../matching/index.ts'
import type { Context } from '../context.ts'
import { normalPoint, normalTaxId } from '../customers/index.ts'
import { entryOf } from './entry.ts'
import { candidates, files, lastModel } from './queries.ts'

type Asked = z.output<(typeof duplicates)['GET /customers/alike']['query']>
const shown = 5

export async function filesAlike({ tx, actor }: Context, asked: Asked): Promise<Alike[]> {
  const { region } = await tx.selectFrom('company').select('region').executeTakeFirstOrThrow()
  const normalOf = (normal: { value: string } | { fault: unknown }) => ('value' in normal ? [normal.value] : [])
  const phones = asked.phone ? normalOf(normalPoint('phone', asked.phone, region)) : []
  const emails = asked.email ? normalOf(normalPoint('email', asked.email, region)) : []
  const taxId = (asked.taxId && normalOf(normalTaxId({ kind: 'organisation', country: '' }, asked.taxId.padStart(9, '0'), region))[0]) || null
  const names = [asked.name, asked.otherName ?? '']
  const near = await candidates(tx, actor, { names, points: [...phones, ...emails], taxId })
  // What is kept from this person takes no part in what they are told.
  const known = near.map((file) => ({
    ...file,
    ...(actor.hidden.includes('taxId') && { taxId: null }),
    ...(actor.hidden.includes('contactPoints') && { points: null }),
  }))
  const base = baseOf([{ names, phones, emails, taxId, city: asked.city ?? '' }, ...known.map(entryOf)])
  const model = (await lastModel(tx))?.model ?? usualModel(await about(tx))
  const weightOf = weigh(model)
  const found = known.flatMap(({ id }, place) => {
    const comparison = compare(base, 0, place + 1, emptyComparison())
    // How rare a name is cannot be told from the few that look like it.
    comparison.rarity.fill(0)
    const bits = weightOf(comparison)
    const verdict = judge(model, comparison, bits)
    return verdict === 'no' ? [] : [{ id, bits, verdict, reasons: explained(base, model, comparison, 0, place + 1) }]
  })
  const best = found.sort((a, b) => b.bits - a.bits).slice(0, shown)
  const shownFiles = await files(
    tx,
    actor,
    best.map(({ id }) => id),
  )
  return best.flatMap(({ id, verdict, reasons }) => {
    const file = shownFiles.get(id)
    return file ? [{ file, verdict, reasons }] : []
  })
}

const fewest = 1_000

/** About how many customers there are, as the planner knows it. */
export async function about(tx: Context['tx']): Promise<number> {
  const { rows } = await sql<{ rows: number }>`select reltuples::integer as rows from pg_class where oid = 'customers'::regclass`.execute(tx)
  return Math.max(fewest, rows[0]?.rows ?? 0)
}
