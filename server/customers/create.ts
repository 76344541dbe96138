/** Opening a new file. */
import type { z } from 'zod'
import { rights } from '../../contract/access.ts'
import type { customers } from '../../contract/customers.ts'
import type { Actor, Context } from '../context.ts'
import { firstValues, writeValues } from '../custom-fields/index.ts'
import { found, invalid, Problem } from '../http/problem.ts'
import { mayUse } from './access.ts'
import { insertPoint } from './contact-points.ts'
import { heirOf } from './heirs.ts'
import { normalTaxId } from './identity.ts'
import { companyHabits, findCustomer, nextNumber } from './queries.ts'

type NewCustomer = z.output<(typeof customers)['POST /customers']['body']>
type Habits = Awaited<ReturnType<typeof companyHabits>>

/** Creates the customer with its contact points. The same id twice answers with the first. */
export async function createCustomer(ctx: Context, { points, taxId, teamId, ownerId, currency, custom, ...given }: NewCustomer) {
  const before = (await findCustomer(ctx.tx, ctx.actor, given.id)) ?? (await heirAsFirst(ctx, given.id))
  if (before) return before
  const habits = await companyHabits(ctx.tx)
  const values = await firstValues(ctx, 'customer', custom)
  const written = await ctx.tx
    .insertInto('customers')
    .values({
      ...given,
      number: await nextNumber(ctx.tx),
      taxId: taxId ? checkedTaxId({ kind: given.kind, country: given.country ?? '' }, taxId, habits.region) : null,
      teamId: teamFor(ctx.actor, teamId, habits),
      ownerId: ownerId === undefined && ctx.actor.scope !== 'own' ? null : usableOwner(ctx.actor, ownerId ?? ctx.actor.id),
      currency: currency ?? habits.currency,
      createdAt: ctx.now,
      updatedAt: ctx.now,
    })
    .onConflict((key) => key.column('id').doNothing())
    .executeTakeFirst()
  if (written.numInsertedOrUpdatedRows === 0n) return lateTwin(ctx, given.id)
  await writeValues(ctx.tx, { customerId: given.id }, values)
  for (const [place, point] of points.entries()) await insertPoint(ctx, given.id, { ...point, contactId: null }, habits.region, `points.${place}.value`)
  ctx.record('customer.created', given.id)
  return found(await findCustomer(ctx.tx, ctx.actor, given.id))
}

/** It was created before, and merged since. */
async function heirAsFirst({ tx, actor }: Context, id: string) {
  const heir = await heirOf(tx, id)
  return heir && found(await findCustomer(tx, actor, heir))
}

/** The same id came in at the same moment, or belongs to a file this person may not see. */
async function lateTwin({ tx, actor }: Context, id: string) {
  const twin = await findCustomer(tx, actor, id)
  if (!twin) throw new Problem('already-exists')
  return twin
}

/** The team named, if it is this person's to use; else the company's own, else the person's first. */
function teamFor(actor: Actor, wanted: string | undefined, { defaultTeamId }: Habits) {
  if (wanted) return usableTeam(actor, wanted)
  if (defaultTeamId && mayUse(actor, defaultTeamId)) return defaultTeamId
  const own = actor.teamIds.find((id) => mayUse(actor, id))
  if (own) return own
  throw actor.role === 'consultant' || actor.role === 'trainer' ? new Problem('not-allowed') : invalid('teamId', 'required')
}

/** May this person hand a file to that team or that owner? Nobody hands a file where they could not see it any more. */
export function assignable(actor: Actor, { teamId, ownerId }: { teamId?: string | undefined; ownerId?: string | null | undefined }) {
  if (teamId === undefined && ownerId === undefined) return
  if (!rights[actor.role].includes('assign')) throw new Problem('not-allowed')
  if (teamId) usableTeam(actor, teamId)
  if (ownerId !== undefined) usableOwner(actor, ownerId)
}

function usableOwner(actor: Actor, ownerId: string | null) {
  if (actor.scope === 'own' && ownerId !== actor.id) throw invalid('ownerId', 'unknown')
  return ownerId
}

function usableTeam(actor: Actor, teamId: string) {
  if (!mayUse(actor, teamId)) throw invalid('teamId', 'unknown')
  return teamId
}

export function checkedTaxId(of: { kind: 'person' | 'organisation'; country: string }, written: string, region: string) {
  const normal = normalTaxId(of, written, region)
  if ('fault' in normal) throw invalid('taxId', normal.fault)
  return normal.value
}
