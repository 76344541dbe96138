import { sql } from 'kysely'
import { jsonObjectFrom } from 'kysely/helpers/postgres'
import type { DuplicateFile, DuplicateReason, DuplicateRun } from '../../contract/duplicates.ts'
import type { Model } from '../../matching/index.ts'
import { fuzzyKeysOf, keysOf, tokensOf } from '../../names/index.ts'
import type { Actor } from '../context.ts'
import { visibleTo } from '../customers/index.ts'
import type { Db } from '../db/connect.ts'
import type { Order } from '../db/paging.ts'

/** Searches with who asked for them. */
export const runs = (tx: Db) =>
  tx
    .selectFrom('duplicateRuns')
    .select((eb) => [
      'duplicateRuns.id',
      'duplicateRuns.state',
      'duplicateRuns.askedAt',
      'duplicateRuns.startedAt',
      'duplicateRuns.finishedAt',
      sql<DuplicateRun['progress']>`duplicate_runs.progress`.as('progress'),
      sql<DuplicateRun['report']>`duplicate_runs.report`.as('report'),
      jsonObjectFrom(eb.selectFrom('users').whereRef('users.id', '=', 'duplicateRuns.askedBy').select(['users.id', 'users.name'])).as('askedBy'),
    ])

/** What the last search learned of how files agree, and how many it learned it from. */
export const lastModel = (tx: Db) =>
  tx
    .selectFrom('duplicateRuns')
    .where('state', '=', 'done')
    .where('model', 'is not', null)
    .orderBy('askedAt', 'desc')
    .limit(1)
    .select(sql<Model>`model`.as('model'))
    .executeTakeFirst()

/** Pairs of which this person may see both files, without those somebody said are not one customer. */
export const pairs = (tx: Db, actor: Actor) =>
  tx
    .selectFrom('duplicatePairs')
    .where(sql<boolean>`not exists (select from not_duplicates n where n.one_id = duplicate_pairs.one_id and n.other_id = duplicate_pairs.other_id)`)
    .where(sql<boolean>`exists (select from customers where customers.id = duplicate_pairs.one_id and ${visibleTo(actor)})`)
    .where(sql<boolean>`exists (select from customers where customers.id = duplicate_pairs.other_id and ${visibleTo(actor)})`)
    .select([
      'duplicatePairs.id',
      'duplicatePairs.oneId',
      'duplicatePairs.otherId',
      'duplicatePairs.verdict',
      'duplicatePairs.certainty',
      sql<DuplicateReason[]>`duplicate_pairs.reasons`.as('reasons'),
    ])

export const byWeight: Order = { name: 'weight', by: sql`duplicate_pairs.weight`, type: 'bigint', id: sql`duplicate_pairs.id` }

/** The essentials of some files this person may see. */
export const files = async (tx: Db, actor: Actor, ids: readonly string[]): Promise<Map<string, DuplicateFile>> => {
  const rows = await tx
    .selectFrom('customers')
    .leftJoin('users as owner', 'owner.id', 'customers.ownerId')
    .leftJoin('customerFacts', 'customerFacts.customerId', 'customers.id')
    .where('customers.id', '=', sql<string>`any(${ids}::uuid[])`)
    .where(visibleTo(actor))
    .select([
      'customers.id',
      'customers.number',
      'customers.kind',
      'customers.name',
      'customers.otherName',
      'customers.city',
      'customers.taxId',
      'customers.createdAt',
      'customerFacts.lastContactAt',
      'owner.id as ownerId',
      'owner.name as ownerName',
      addressesOf('phone').as('phones'),
      addressesOf('email').as('emails'),
    ])
    .execute()
  return new Map(rows.map(({ ownerId, ownerName, ...file }) => [file.id, { ...file, owner: ownerId ? { id: ownerId, name: ownerName! } : null }]))
}

const shown = 5
const addressesOf = (channel: string) =>
  sql<
    string[]
  >`array(select distinct value from contact_points p where p.customer_id = customers.id and p.channel = ${channel} order by value limit ${sql.lit(shown)})`

export type Read = { id: string; name: string; otherName: string; taxId: string | null; city: string; points: string | null }

/** What is compared of a file; contact points one to a line, each after its channel. */
export const compared = sql`c.id::text as id, c.name, c.other_name, c.tax_id, c.city,
  (select string_agg(p.channel || ':' || replace(p.value, E'\\n', ' '), E'\\n') from contact_points p where p.customer_id = c.id and p.channel in ('phone', 'email', 'post')) as points`

const mostByAddress = 60
const mostByName = 120
const wordsTried = 4
const spellingsTried = 60

/** Files, of those this person may see, that share an address or number with somebody, or whose names sound like theirs. */
export async function candidates(
  tx: Db,
  actor: Actor,
  { names, points, taxId }: { names: readonly string[]; points: readonly string[]; taxId: string | null },
): Promise<Read[]> {
  const words = [...new Set(names.flatMap(tokensOf))].slice(0, wordsTried)
  const spellings = await Promise.all(words.map((word) => spellingsOf(tx, word)))
  const sounding = spellings.map((tokens) => sql`n.tokens && ${tokens}::text[]`)
  // Of several words two must sound alike: any customer may be called דוד.
  const pairsOfWords = sounding.flatMap((one, at) => sounding.slice(at + 1).map((other) => sql`(${one} and ${other})`))
  const byName = pairsOfWords.length > 0 ? pairsOfWords : sounding
  // Asked before anything is cut short: what others have does not crowd out what this person sees.
  const seen = visibleTo(actor)
  const { rows } = await sql<Read>`
    with near as (
      (select customer_id from contact_points join customers on customers.id = customer_id
        where channel in ('phone', 'email') and value = any(${points}::text[]) and ${seen} limit ${sql.lit(mostByAddress)})
      union (select id from customers where tax_id = ${taxId} and ${seen} limit ${sql.lit(mostByAddress)})
      ${
        byName.length > 0
          ? sql`union (select n.customer_id from customer_names n join customers on customers.id = n.customer_id
              where (${sql.join(byName, sql` or `)}) and ${seen} limit ${sql.lit(mostByName)})`
          : sql``
      })
    select ${compared} from customers c where c.id in (select customer_id from near)`.execute(tx)
  return rows
}

/** Words of the dictionary that may be this one. */
async function spellingsOf(tx: Db, word: string): Promise<string[]> {
  const keys = [...new Set([...keysOf(word), ...fuzzyKeysOf(word)])]
  const { rows } = await sql<{ token: string }>`
    select token from name_tokens where keys && ${keys}::text[] order by (token = ${word}) desc, bearers desc limit ${sql.lit(spellingsTried)}`.execute(tx)
  return rows.map(({ token }) => token)
}

/** Takes out every pair in which a file that goes for good stands. */
export async function forgetPairsOf(tx: Db, customerId: string): Promise<void> {
  for (const table of ['duplicatePairs', 'notDuplicates'] as const)
    await tx
      .deleteFrom(table)
      .where((pair) => pair.or([pair('oneId', '=', customerId), pair('otherId', '=', customerId)]))
      .execute()
}
