/** Somebody finds that two files should not have been merged: what an undo has to ask, and asking for it. */
import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { GuardedField } from '../../contract/access.ts'
import type { Merge, MergeField, merging, UndoOffer } from '../../contract/merging.ts'
import type { Context } from '../context.ts'
import { assignable } from '../customers/index.ts'
import { columnOf } from '../db/personal-data.ts'
import { found, Problem } from '../http/problem.ts'
import { editedSince, type Head, type Heads } from './heads.ts'
import { goingSince, offeredEntries } from './offered.ts'
import { headsOf, holdHeads, mergeOf } from './queries.ts'

/** Which details are kept from whom from whom such things are kept. */
const guards: Partial<Record<MergeField, GuardedField>> = {
  taxId: 'taxId',
  paymentTermsDays: 'finances',
  creditLimitMinor: 'finances',
  balanceMinor: 'finances',
  overdueMinor: 'finances',
}

export async function offerUndo({ tx, actor }: Context, customerId: string, id: string): Promise<UndoOffer> {
  const now = found((await headsOf(tx, actor, [customerId])).get(customerId))
  const merge = await mergeOf(tx, actor, customerId, id)
  if (!merge.undoable) throw new Problem('wrong-state')
  const heads = await headsKept({ tx }, customerId, id)
  const open = editedSince(heads, now).filter((field) => !guards[field] || !actor.hidden.includes(guards[field]))
  return {
    merge,
    ...(await offeredEntries(tx, actor, { customerId, mergeId: id })),
    fields: open.map((field) => ({ field, before: text(heads.kept, field), now: text(now, field) })),
  }
}

const text = (head: Head, field: MergeField) => {
  const value = head[columnOf(field)]
  return value === null || value === undefined ? null : String(value)
}

async function headsKept({ tx }: Pick<Context, 'tx'>, customerId: string, id: string): Promise<Heads> {
  const { rows } = await sql<{ heads: string }>`select heads::text as heads from merges where customer_id = ${customerId} and id = ${id}`.execute(tx)
  return JSON.parse(found(rows[0]).heads) as Heads
}

/** A team or an owner that people chose since is not changed by somebody who may not change it. */
function refusePuttingBack({ actor }: Context, { kept }: Heads, fields: readonly MergeField[]) {
  assignable(actor, {
    ...(fields.includes('teamId') && { teamId: kept.team_id as string }),
    ...(fields.includes('ownerId') && { ownerId: kept.owner_id as string | null }),
  })
}

type Ask = z.output<(typeof merging)['POST /customers/:id/merges/:partId/undo']['body']>

/** Notes what is to go where; the job does the rest. Asked again while it is under way or done, it answers how far it is. */
export async function askUndo(ctx: Context, customerId: string, id: string, { kept, merged, fields }: Ask): Promise<Merge> {
  const { tx, actor } = ctx
  found((await holdHeads(tx, [customerId], actor)).get(customerId))
  const merge = await mergeOf(tx, actor, customerId, id)
  if (merge.state === 'undoing' || merge.state === 'undone') return merge
  if (!merge.undoable) throw new Problem('wrong-state')
  refusePuttingBack(ctx, await headsKept({ tx }, customerId, id), fields)
  const going = await goingSince(tx, { customerId, mergeId: id }, { kept, merged })
  for (const [entity, ids] of going)
    await tx.insertInto('mergeJournal').values({ customerId, id: randomUUIDv7(), mergeId: id, entity, side: 'merged', ids }).execute()
  const putBack = JSON.stringify({ putBack: fields })
  await sql`update merges set state = 'undoing', undone_by = ${actor.id}, fields = fields || ${putBack}::jsonb, done = 0, total = coalesce(
      (select sum(cardinality(ids)) from merge_journal j where j.customer_id = ${customerId} and j.merge_id = ${id} and j.side = 'merged'), 0)
    where customer_id = ${customerId} and id = ${id}`.execute(tx)
  await ctx.addJob('merge', { customerId, id }, { key: `merge:${customerId}:${id}` })
  ctx.audit('file.merge-undone', { customerId, subjectId: merge.mergedId })
  ctx.audit('file.merge-undone', { customerId: merge.mergedId, subjectId: customerId })
  ctx.record('merge.begun', customerId, { mergeId: id })
  return mergeOf(tx, actor, customerId, id)
}
