/** The command line acts as the company's first administrator, by the same functions the server answers with. */
import { auditor } from '../server/audit/record.ts'
import type { Actor, Context } from '../server/context.ts'
import { recorder } from '../server/events/record.ts'
import type { House } from '../server/house.ts'
import { addJobIn } from '../server/jobs/add-job.ts'
import { actorFor } from '../server/people/index.ts'
import { Refusal } from './refusal.ts'

export async function firstAdministrator({ db }: House): Promise<Actor> {
  const first = await db
    .selectFrom('users')
    .where('role', '=', 'administrator')
    .where('deactivatedAt', 'is', null)
    .orderBy('createdAt')
    .select('id')
    .executeTakeFirst()
  if (!first) throw new Refusal('Kesher is not set up yet. Run `kesher start` and open its address first.')
  return (await actorFor(db, first.id))!
}

/** Does `work` in one transaction, as a request would. */
export function acting<Result>(house: House, actor: Actor, work: (ctx: Context) => Promise<Result>): Promise<Result> {
  return house.db.transaction().execute(async (tx) => {
    const now = house.now()
    const events = recorder(actor.id, now)
    const accounts = auditor(() => actor.id, now, house.db)
    const result = await work({
      actor,
      tx,
      outside: house.db,
      now,
      place: house.place,
      addJob: addJobIn(tx),
      record: events.record,
      audit: accounts.audit,
      setSession() {},
      from: { address: '', userAgent: 'kesher', sessionId: null },
    })
    await events.store(tx)
    await accounts.store(tx)
    return result
  })
}
