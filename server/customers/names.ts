/**
 * The words by which a file is found: those of the customer's own names, and after a dot those of its contacts'.
 *
 * A dictionary holds each word once, with the keys that bring it together with other spellings. It only ever gains words here; a word nobody bears any more
 * goes at an erasure at once, else by night. Writers of words share a lock that taking words out holds alone, so that no word goes while somebody begins to bear it.
 */
import { sql } from 'kysely'
import { fuzzyKeysOf, keysOf, rules, tokensOf } from '../../names/index.ts'
import type { Db } from '../db/connect.ts'

type Named = { id: string; name: string; otherName: string; people: string[] }

/** Before a word that stands in the name of a contact. */
export const ofContact = '·'

const chunkOf = 2_000
const wordsLock = 7_205_764
/** More words than any file is looked for by. */
const mostWords = 2_000

/** Brings the words of these files up to what their customers and contacts are called now. Part of every change of a name. */
export async function refreshNames(tx: Db, customerIds: readonly string[]) {
  for (let from = 0; from < customerIds.length; from += chunkOf) await refreshChunk(tx, customerIds.slice(from, from + chunkOf))
}

async function refreshChunk(tx: Db, customerIds: readonly string[]) {
  await sql`select pg_advisory_xact_lock_shared(${sql.lit(wordsLock)})`.execute(tx)
  const { rows } = await sql<Named>`
    select c.id, c.name, c.other_name, array(select called from contacts k, unnest(array[k.name, k.other_name]) as called where k.customer_id = c.id and called <> '' limit ${sql.lit(mostWords)}) as people
    from customers c where c.id = any(${customerIds}::uuid[]) order by c.id`.execute(tx)
  const files = rows.map((file) => ({ id: file.id, tokens: tokensOfFile(file) }))
  await learn(tx, new Set(files.flatMap(({ tokens }) => tokens.map(plain))))
  await sql`
    insert into customer_names as n (customer_id, tokens)
    select id, tokens::text[] from unnest(${files.map(({ id }) => id)}::uuid[], ${files.map(({ tokens }) => arrayText(tokens))}::text[]) as file (id, tokens)
    on conflict (customer_id) do update set tokens = excluded.tokens where n.tokens <> excluded.tokens`.execute(tx)
  await putInOrder(
    tx,
    rows.map(({ id, name }, n) => ({ id, name, words: files[n]!.tokens.filter((token) => !token.startsWith(ofContact)) })),
  )
}

/** The customer's own words, each in a row beside the name: the index by which a list narrowed by letters keeps its order. */
async function putInOrder(tx: Db, files: readonly { id: string; name: string; words: string[] }[]) {
  await sql`
    with file as materialized (
        select * from unnest(${files.map(({ id }) => id)}::uuid[], ${files.map(({ name }) => name)}::text[], ${files.map(({ words }) => arrayText(words))}::text[]) as file (id, name, words)),
      gone as (delete from customer_words k using file where k.customer_id = file.id and k.word <> all (file.words::text[]))
    insert into customer_words as k (customer_id, id, word, name)
    select file.id, left(encode(sha256(convert_to(word, 'UTF8')), 'hex'), 32)::uuid, word, file.name from file cross join unnest(file.words::text[]) as word
    on conflict (customer_id, id) do update set name = excluded.name where k.name <> excluded.name`.execute(tx)
}

const arrayText = (tokens: readonly string[]) => `{${tokens.map((token) => `"${token}"`).join(',')}}`
const plain = (token: string) => (token.startsWith(ofContact) ? token.slice(1) : token)

/** The words of one file, the customer's own first. */
export function tokensOfFile({ name, otherName, people }: Omit<Named, 'id'>): string[] {
  const own = new Set([...wordsOf(name), ...wordsOf(otherName)])
  const theirs = new Set(people.flatMap(wordsOf).map((token) => ofContact + token))
  return [...own, ...theirs].slice(0, mostWords)
}

/** Beginnings of names that some write as a word of their own and some not: בן דוד and בנדוד, Abu Hussein and Abuhussein. */
const beginnings = new Set(
  'בנ בר בת אבו אל אומ אבנ עבד אבי דה די ואנ פונ סנט ben bar bat abu al el um umm ibn bin abd abdul avi de da di del van von la le mc mac st san'.split(' '),
)
const longestWord = 40

/** The words of a name, with such a beginning the two as one, and initials as one however they are set (ש. פ. מערכות, ש.פ. מערכות). Numbers as long as those of phones and keys are no words: they are found as numbers. */
export function wordsOf(name: string): string[] {
  const tokens = tokensOf(name)
  const joined = tokens.flatMap((token, at) => (at > 0 && beginnings.has(tokens[at - 1]!) ? [tokens[at - 1]! + token] : []))
  return [...tokens, ...joined, ...initialsOf(tokens)].filter(isWord)
}

/** Letters that stand alone, one after the other, as one word. */
function initialsOf(tokens: readonly string[]): string[] {
  const runs = tokens
    .map((token) => (/^\p{L}$/u.test(token) ? token : ' '))
    .join('')
    .split(' ')
  return runs.filter((run) => run.length > 1)
}

const isWord = (token: string) => token.length <= longestWord && !/\p{N}{4}/u.test(token)

/** Enters words the dictionary does not know by today's rules. In one order, so that two who enter the same do not wait for each other in a ring. */
async function learn(tx: Db, tokens: ReadonlySet<string>) {
  const { rows } = await sql<{ token: string }>`
    select token from unnest(${[...tokens]}::text[]) as asked (token)
    where not exists (select from name_tokens known where known.token = asked.token and known.rules >= ${sql.lit(rules)}) order by token collate "C"`.execute(
    tx,
  )
  const fresh = rows.map(({ token }) => token)
  if (fresh.length === 0) return
  await sql`
    insert into name_tokens as n (token, keys, rules)
    select token, keys::text[], ${sql.lit(rules)} from unnest(${fresh}::text[], ${fresh.map((token) => arrayText(allKeysOf(token)))}::text[]) as fresh (token, keys)
    on conflict (token) do update set keys = excluded.keys, rules = excluded.rules where n.rules < excluded.rules`.execute(tx)
}

const allKeysOf = (token: string) => [...new Set([...keysOf(token), ...fuzzyKeysOf(token)])]

/** The words of a file that is about to lose some or go, for `forgetWords` afterwards. Until the end of the transaction nobody else writes words. */
export async function wordsOfFile(tx: Db, customerId: string): Promise<string[]> {
  await sql`select pg_advisory_xact_lock(${sql.lit(wordsLock)})`.execute(tx)
  const row = await tx.selectFrom('customerNames').where('customerId', '=', customerId).select('tokens').executeTakeFirst()
  return [...new Set((row?.tokens ?? []).map(plain))]
}

/** Takes those of the words out of the dictionary that nobody bears any more. A name in no file any more is to be in no list of names either. */
export async function forgetWords(tx: Db, tokens: readonly string[]) {
  if (tokens.length === 0) return
  await sql`select pg_advisory_xact_lock(${sql.lit(wordsLock)})`.execute(tx)
  await sql`
    delete from name_tokens t where t.token = any(${tokens}::text[])
      and not exists (select from customer_names n where n.tokens && array[t.token, ${ofContact} || t.token])`.execute(tx)
}
