/** Slows guessing down, for passwords and codes alike. */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { ProblemCode } from '../../contract/problems.ts'
import type { Visitor } from '../context.ts'
import { Problem } from '../http/problem.ts'

/** The first tries are free; after that each wait is twice the one before, up to a quarter of an hour. */
const freeTries = 5
const longestWaitSeconds = 900

/**
 * What `check` finds, or a refusal that is counted. `what` names what is guessed at: an address, the code of a person.
 * Tries at the same thing wait for each other, so that many at once are counted as many.
 */
export async function guarded<Result>(ctx: Visitor, what: string, refusal: ProblemCode, check: () => Promise<Result | null>): Promise<Result> {
  const emailHash = createHash('sha256').update(what).digest()
  await sql`select pg_advisory_xact_lock(${emailHash.readInt32BE(0)}, ${emailHash.readInt32BE(4)})`.execute(ctx.tx)
  const before = await ctx.tx.selectFrom('signInFailures').where('emailHash', '=', emailHash).select(['failures', 'blockedUntil']).executeTakeFirst()
  const seconds = before ? Math.ceil((Date.parse(before.blockedUntil) - ctx.now.getTime()) / 1000) : 0
  if (seconds > 0) throw new Problem('slow-down', { facts: { seconds } })
  const result = await check()
  if (result !== null) {
    if (before) await ctx.tx.deleteFrom('signInFailures').where('emailHash', '=', emailHash).execute()
    return result
  }
  const failures = (before?.failures ?? 0) + 1
  const wait = failures < freeTries ? 0 : Math.min(longestWaitSeconds, 2 ** (failures - freeTries))
  const row = { failures, lastFailedAt: ctx.now, blockedUntil: new Date(ctx.now.getTime() + wait * 1000) }
  await ctx.tx
    .insertInto('signInFailures')
    .values({ emailHash, ...row })
    .onConflict((key) => key.column('emailHash').doUpdateSet(row))
    .execute()
  throw new Problem(refusal, { kept: true })
}
