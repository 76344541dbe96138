/** The words of all files, brought to the newest rules of names by a job that goes on where it was interrupted; and the dictionary, tidied by night. */
import { sql } from 'kysely'
import { rules } from '../../names/index.ts'
import type { Db } from '../db/connect.ts'
import type { House } from '../house.ts'
import { addJobIn } from '../jobs/add-job.ts'
import { forgetWords, refreshNames } from './names.ts'

const filesAtOnce = 5_000

/** Asks for the job where the words of files stand by older rules, or were never made. */
export async function wantNames({ db }: Pick<House, 'db'>) {
  await sql`update name_rules set rules = ${sql.lit(rules)} where rules <> ${sql.lit(rules)} and not exists (select from customers)`.execute(db)
  if (!(await namesProgress(db)).ready) await addJobIn(db)('names.rebuild', {}, { key: 'names.rebuild' })
}

/** Where it stands: files done of files to do, and whether every file is found by the newest rules. */
export async function namesProgress(db: Db) {
  const { rules: stored, done, total } = await db.selectFrom('nameRules').select(['rules', 'done', 'total']).executeTakeFirstOrThrow()
  return { ready: stored === rules, done, total }
}

/** Each step is a transaction with its mark, so that a crash costs one step. What is written meanwhile is written by the newest rules already. */
export async function rebuildNames({ db }: Pick<House, 'db'>, told: (done: number, total: number) => void = () => {}) {
  const { rules: stored, wanted } = await db.selectFrom('nameRules').select(['rules', 'wanted']).executeTakeFirstOrThrow()
  if (stored === rules) return
  if (wanted !== rules)
    await sql`update name_rules set wanted = ${sql.lit(rules)}, reached = null, done = 0, total = (select count(*) from customers)`.execute(db)
  for (;;) {
    const files = await db.transaction().execute(async (tx) => {
      await sql`set local synchronous_commit to off`.execute(tx)
      const { reached, done, total } = await tx.selectFrom('nameRules').select(['reached', 'done', 'total']).forUpdate().executeTakeFirstOrThrow()
      const next = await tx
        .selectFrom('customers')
        .$if(reached !== null, (query) => query.where('id', '>', reached!))
        .select('id')
        .orderBy('id')
        .limit(filesAtOnce)
        .execute()
      const ids = next.map(({ id }) => id)
      if (ids.length === 0) return 0
      await refreshNames(tx, ids)
      await tx
        .updateTable('nameRules')
        .set({ reached: ids.at(-1)!, done: done + ids.length })
        .execute()
      told(done + ids.length, total)
      return ids.length
    })
    if (files === 0) break
  }
  await tidyNames(db)
  await sql`analyze name_tokens, customer_names`.execute(db)
  await db.updateTable('nameRules').set({ rules, wanted: null, reached: null }).execute()
}

/** Counts who bears each word, and takes out those nobody does. */
export async function tidyNames(db: Db) {
  await sql`
    update name_tokens t set bearers = coalesce(counted.bearers, 0)
    from name_tokens k left join (select ltrim(token, '·') as token, count(*) as bearers from customer_names, unnest(tokens) as token group by 1) as counted using (token)
    where k.token = t.token and t.bearers <> coalesce(counted.bearers, 0)`.execute(db)
  const { rows } = await sql<{ token: string }>`select token from name_tokens where bearers = 0`.execute(db)
  if (rows.length > 0)
    await db.transaction().execute((tx) =>
      forgetWords(
        tx,
        rows.map(({ token }) => token),
      ),
    )
}

const nightHour = 2

/** Hourly by the crontab, at work in the company's own night. */
export async function tidyNamesAtNight(house: House, { _cron }: { _cron?: { ts: string } }) {
  const at = _cron ? new Date(_cron.ts) : house.now()
  const { timeZone } = await house.db.selectFrom('company').select('timeZone').executeTakeFirstOrThrow()
  if (Temporal.Instant.from(at.toISOString()).toZonedDateTimeISO(timeZone).hour === nightHour) await tidyNames(house.db)
}
