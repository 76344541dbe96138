/** What adds up all customers is kept as of their last reading, so that a look at the whole company does not read everybody. */
import type { Db } from '../db/connect.ts'

export type KeptPage = 'segments' | 'value'
/** The run whose results stand, and the day they are of. */
export type Reading = { runId: string; asOf: string }

export async function keepPage(db: Db, page: KeptPage, reading: Reading, told: unknown): Promise<void> {
  const row = { ...reading, told: JSON.stringify(told) }
  await db
    .insertInto('insightPages')
    .values({ page, ...row })
    .onConflict((conflict) => conflict.column('page').doUpdateSet(row))
    .execute()
}

export async function keptPage<Told>(db: Db, page: KeptPage): Promise<Told | undefined> {
  const row = await db.selectFrom('insightPages').where('page', '=', page).select('told').executeTakeFirst()
  return row?.told as Told | undefined
}
