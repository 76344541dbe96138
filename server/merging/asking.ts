/** Somebody finds that two files are of one customer, compares them, and asks for the merge. */
import type { z } from 'zod'
import type { Merge, MergeField, MergePreview, merging, Side } from '../../contract/merging.ts'
import type { Context } from '../context.ts'
import { assignable, findCustomer, heirOf, refuseUnderWay } from '../customers/index.ts'
import { columnOf } from '../db/personal-data.ts'
import { found, Problem } from '../http/problem.ts'
import { refuseSameIds } from './collisions.ts'
import { type Chosen, type Head, suggest } from './heads.ts'
import { countEntries, findMerge, headsOf, holdHeads, mergeOf, mergesOf } from './queries.ts'

export async function previewMerge({ tx, actor }: Context, id: string, askedOther: string): Promise<MergePreview> {
  const otherId = (await heirOf(tx, askedOther)) ?? askedOther
  if (otherId === id) throw new Problem('wrong-state')
  const [kept, merged] = [found(await findCustomer(tx, actor, id)), found(await findCustomer(tx, actor, otherId))]
  const heads = await headsOf(tx, actor, [id, otherId])
  return {
    kept,
    merged,
    suggested: suggestFor({ actor }, found(heads.get(id)), found(heads.get(otherId))),
    counts: { kept: await countEntries(tx, id), merged: await countEntries(tx, otherId) },
  }
}

/** Who may not hand a file to another owner or team is not told to. */
function suggestFor({ actor }: Pick<Context, 'actor'>, kept: Head, merged: Head): Chosen {
  const suggested = suggest(kept, merged)
  return mayAssign(actor, merged) ? suggested : { ...suggested, ownerId: 'kept', teamId: 'kept' }
}

function mayAssign(actor: Context['actor'], merged: Head) {
  try {
    assignable(actor, { ownerId: merged.owner_id as string | null })
    return true
  } catch {
    return false
  }
}

export async function listMerges({ tx, actor }: Context, id: string): Promise<Merge[]> {
  found(await findCustomer(tx, actor, id))
  return mergesOf(tx, actor, id)
}

type Ask = z.output<(typeof merging)['POST /customers/:id/merges']['body']>

/** Notes that two files are to be one; the job does the rest. The same id twice answers with the first. */
export async function askMerge(ctx: Context, keptId: string, { id, otherId, fields }: Ask): Promise<Merge> {
  const { tx, actor, now } = ctx
  const before = await findMerge(tx, actor, keptId, id)
  if (before) return mergeSeen(ctx, keptId, before)
  const mergedId = (await heirOf(tx, otherId)) ?? otherId
  if (mergedId === keptId) throw new Problem('wrong-state')
  const heads = await holdHeads(tx, [keptId, mergedId], actor)
  const [kept, merged] = [found(heads.get(keptId)), found(heads.get(mergedId))]
  await refuseUnderWay(tx, [keptId, mergedId])
  await refuseSameIds(tx, keptId, mergedId)
  const chosen = { ...suggestFor(ctx, kept, merged), ...given(fields) }
  refuseForeignHands(ctx, merged, kept, chosen)
  const { place } = await tx
    .selectFrom('merges')
    .where('customerId', 'in', [keptId, mergedId])
    .select((eb) => eb.fn.coalesce(eb.fn.max('place'), eb.lit(0)).as('place'))
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('merges')
    .values({ customerId: keptId, id, mergedId, place: place + 1, askedBy: actor.id, askedAt: now, fields: JSON.stringify(chosen) })
    .execute()
  await ctx.addJob('merge', { customerId: keptId, id }, { key: `merge:${keptId}:${id}` })
  ctx.audit('file.merged', { customerId: keptId, subjectId: mergedId, facts: { into: true } })
  ctx.audit('file.merged', { customerId: mergedId, subjectId: keptId, facts: { into: false } })
  for (const customerId of [keptId, mergedId]) ctx.record('merge.begun', customerId, { mergeId: id })
  return mergeOf(tx, actor, keptId, id)
}

async function mergeSeen({ tx, actor }: Context, id: string, merge: Merge) {
  found(await findCustomer(tx, actor, id))
  return merge
}

const given = (fields: Ask['fields']): Partial<Record<MergeField, Side>> => Object.fromEntries(Object.entries(fields).filter(([, side]) => side !== null))

/** Taking over the other file's team or owner hands the file on, which not everybody may. */
function refuseForeignHands({ actor }: Context, merged: Head, kept: Head, chosen: Chosen) {
  const taken = (field: 'teamId' | 'ownerId') => chosen[field] === 'merged' && merged[columnOf(field)] !== kept[columnOf(field)]
  assignable(actor, {
    ...(taken('teamId') && { teamId: merged.team_id as string }),
    ...(taken('ownerId') && { ownerId: merged.owner_id as string | null }),
  })
}
