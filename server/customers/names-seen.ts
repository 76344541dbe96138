/** Which words of the dictionary stand in the names of files somebody sees. */
import { sql } from 'kysely'
import type { Actor } from '../context.ts'
import type { Db } from '../db/connect.ts'
import { visibleTo } from './access.ts'
import { ofContact } from './names.ts'

/** Whoever sees no more files than this has them gone through; of others each word is looked for, and is met soon. */
const fewFiles = 5_000

/** Of these words those that are there, with how many of the files seen bear each, where that is known. */
export async function seenAmong(db: Db, actor: Actor, words: readonly string[], few = fewFiles): Promise<Map<string, number | null>> {
  if (words.length === 0) return new Map()
  // What a filter lends is asked of one file at a time: gathering it could mean reading them all.
  const gathers = !actor.grants.some(({ filter }) => filter)
  const seen = visibleTo(actor)
  const { rows } = await sql<{ word: string; bearers: number | null }>`
    with mine as materialized (select id from customers where ${sql.lit(gathers)} and ${seen} limit ${few + 1}),
      known as materialized (select ${sql.lit(gathers)} and count(*) <= ${few} as whole from mine),
      borne as materialized (select ltrim(token, ${ofContact}) as word, count(distinct n.customer_id)::int as bearers
        from mine join customer_names n on n.customer_id = mine.id cross join unnest(n.tokens) as token where (select whole from known) group by 1)
    select asked.word, borne.bearers from unnest(${words}::text[]) as asked (word) left join borne on borne.word = asked.word
    where case when (select whole from known) then borne.word is not null
      else exists (select from customer_names n join customers on customers.id = n.customer_id
        where n.tokens && array[asked.word, ${ofContact} || asked.word] and ${seen}) end`.execute(db)
  return new Map(rows.map(({ word, bearers }) => [word, bearers]))
}
