/**
 * Rows of a file that look like customers already here, many at a time.
 *
 * As before somebody is added by hand, but by the two rarest words of a name and a few ways to write each, so that a thousand rows cost a statement or two.
 */
import { type RawBuilder, sql } from 'kysely'
import type { DuplicateVerdict } from '../../contract/duplicates.ts'
import { baseOf, compare, type Entry, emptyComparison, judge, nameLevels, usualModel, weigh } from '../../matching/index.ts'
import { keysOf, rank, tokensOf } from '../../names/index.ts'
import type { Actor } from '../context.ts'
import { visibleTo } from '../customers/index.ts'
import type { Db } from '../db/connect.ts'
import { about } from './alike.ts'
import { entryOf } from './entry.ts'
import { compared, lastModel, type Read } from './queries.ts'

export type RowAlike = { customerId: string; ref: string | null; taxId: string | null; verdict: DuplicateVerdict }

const atOnce = 500
/** Of each word so many other ways to write it, so far alike. */
const [mostSpellings, leastAlike] = [8, 0.6]
const mostKnown = 100_000
const mostOfEach = 30
/** A name whose rarest word more files bear than this tells nobody from anybody, and takes long to look for. */
const mostBearers = 1_000
/** From here on the whole name of one stands in the other, and how rare its words are speaks. */
const wholeName = nameLevels.indexOf('within')
const mostRarity = 10
/** How probable it is that two customers share a word of their names by chance, where the words have not been counted. */
const usualChance = 0.003

/** A way to ask for the customer each entry looks like most, of those the actor may see; without the ones left out. What was learned of words is kept. */
export async function lookAlikes(db: Db, actor: Actor) {
  const customers = await about(db)
  const model = (await lastModel(db))?.model ?? usualModel(customers)
  const { rows } = await sql<{ pairs: number }>`select coalesce(sum(bearers::float8 ^ 2), 0)::float8 as pairs from name_tokens`.execute(db)
  const chance = Math.max(usualChance, rows[0]!.pairs / customers ** 2)
  const weightOf = weigh(model)
  const spellings = new Map<string, Spelt>()

  return async (entries: readonly Entry[], leftOut: ReadonlySet<string>): Promise<(RowAlike | undefined)[]> => {
    const found: (RowAlike | undefined)[] = []
    for (let from = 0; from < entries.length; from += atOnce) {
      const some = entries.slice(from, from + atOnce).map((entry) => ({ ...entry, words: [...new Set(entry.names.flatMap(tokensOf))] }))
      if (spellings.size > mostKnown) spellings.clear()
      await learn(db, spellings, new Set(some.flatMap(({ words }) => words)))
      const near = await nearTo(db, actor, some, spellings)
      for (const [place, entry] of some.entries())
        found.push(
          best(
            entry,
            (near.get(place) ?? []).filter(({ id }) => !leftOut.has(id)),
          ),
        )
    }
    return found
  }

  /** In bits, as of one word in a base: log₂(Σf² / f), however the words are written. */
  function rarityOf({ names }: Entry) {
    const words = [...new Set(tokensOf(names[0] ?? ''))].flatMap((word) => spellings.get(word) ?? [])
    const bits = words.reduce((sum, { bearers }) => sum + Math.log2((chance * customers) / Math.max(1, bearers)), 0)
    return Math.min(mostRarity, Math.max(-mostRarity, bits))
  }

  function best(entry: Entry, near: readonly Near[]): RowAlike | undefined {
    if (near.length === 0) return undefined
    const base = baseOf([entry, ...near.map(entryOf)])
    const rarity = rarityOf(entry)
    let most: (RowAlike & { bits: number }) | undefined
    for (const [place, { id, ref, taxId }] of near.entries()) {
      const comparison = compare(base, 0, place + 1, emptyComparison())
      // How rare a name is the dictionary knows; it cannot be told from the few that look like it.
      comparison.rarity.fill(0)
      if (comparison.levels[0]! >= wholeName) comparison.rarity[0] = rarity
      const bits = weightOf(comparison)
      const verdict = judge(model, comparison, bits)
      if (verdict !== 'no' && (!most || bits > most.bits)) most = { customerId: id, ref, taxId, verdict, bits }
    }
    return most
  }
}

/** An entry with the words of its names. */
type Asked = Entry & { words: string[] }
type Spelt = { tokens: string[]; bearers: number }
type Near = Read & { ref: string | null; asked: number }

/** Looks up how else the words may be written, and how many files bear any of it. */
async function learn(db: Db, known: Map<string, Spelt>, words: ReadonlySet<string>) {
  const fresh = [...words].filter((word) => !known.has(word))
  if (fresh.length === 0) return
  const { rows } = await sql<{ word: string; token: string; bearers: number }>`
    select asked.word, t.token, t.bearers
    from jsonb_to_recordset(${JSON.stringify(fresh.map((word) => ({ word, keys: keysOf(word) })))}::jsonb) as asked (word text, keys text[])
    cross join lateral (select token, bearers from name_tokens where keys && asked.keys order by token = asked.word desc, bearers desc limit 60) as t`.execute(
    db,
  )
  const byWord = Map.groupBy(rows, ({ word }) => word)
  for (const word of fresh) {
    const counts = new Map((byWord.get(word) ?? []).map(({ token, bearers }) => [token, bearers]))
    const tokens = rank(
      word,
      [...counts.keys()].map((token) => ({ token })),
    )
      .filter(({ likeness }) => likeness >= leastAlike)
      .slice(0, mostSpellings)
      .map(({ token }) => token)
    known.set(word, { tokens, bearers: tokens.reduce((sum, token) => sum + counts.get(token)!, 0) })
  }
}

/** Customers who share an address or number with an entry, or whose names hold its two rarest words, or its only one. */
async function nearTo(db: Db, actor: Actor, entries: readonly Asked[], spellings: ReadonlyMap<string, Spelt>): Promise<Map<number, Near[]>> {
  const asked = entries.map((entry, place) => {
    const spelt = entry.words.flatMap((word) => spellings.get(word) ?? []).filter(({ tokens }) => tokens.length > 0)
    const [rarest, second] = spelt.sort((a, b) => a.bearers - b.bearers)
    const several = entry.words.length > 1
    const telling = rarest !== undefined && rarest.bearers <= mostBearers
    return {
      place,
      points: [...(entry.phones ?? []), ...(entry.emails ?? [])],
      tax: entry.taxId,
      // Of several words two must be there: any customer may be called דוד.
      one: telling && (second || !several) ? rarest.tokens : null,
      other: telling ? (second?.tokens ?? null) : null,
    }
  })
  const { rows } = await sql<Near>`
    with asked as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as asked (place integer, points text[], tax text, one text[], other text[])),
    -- The rarest word leads by the index, the other is looked for in what it finds: read by the index too, a common one takes longer than all the rest.
    near as materialized (
      select asked.place, hit.id from asked cross join lateral (
        (select p.customer_id as id from contact_points p where p.channel in ('phone', 'email') and p.value = any(asked.points) limit ${sql.lit(mostOfEach)})
        union (select c.id from customers c where c.tax_id = asked.tax limit ${sql.lit(mostOfEach)})
        union (${someOf(sql`asked.other is not null and n.tokens && asked.one and (n.tokens || '{}'::text[]) && asked.other`)})
        union (${someOf(sql`asked.other is null and n.tokens && asked.one`)})
      ) as hit)
    select near.place as asked, c.ref, ${compared} from near join customers c on c.id = near.id join customers on customers.id = near.id where ${visibleTo(actor)}`.execute(
    db,
  )
  return Map.groupBy(rows, ({ asked: place }) => place)
}

/** By the index of words: a limit in the same select would have the planner, which takes every word for a common one, read through all files to find the first few. */
const someOf = (those: RawBuilder<unknown>) =>
  sql`with named as materialized (select n.customer_id from customer_names n where ${those}) select customer_id from named limit ${sql.lit(mostOfEach)}`
