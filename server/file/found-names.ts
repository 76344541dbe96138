/** Customers by names: of those that hold every typed word, the likeliest first, then one's own and those lately in touch. */
import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../context.ts'
import { kinds, type Meant, ofContact, type TypedWord, visibleTo } from '../customers/index.ts'
import type { Db } from '../db/connect.ts'

/** A file and why: for each typed word the word of its names that answers it; whether one of them is only a contact's. */
export type NameHit = { id: string; kind: number; likeness: number; byContact: boolean; answers: Map<string, string> }

type Row = { id: string; tokens: string[]; own: boolean; lastContactAt: string | null }

/** So few that hold the words are all looked at. Where more do, some of them are taken, those of the lately served and one's own among them. */
const few = 300
/** Of several words one who bears a rare form of each would be missed among some of the many: this many who bear the rarest are gone through. */
const fewOfSeveral = 3_000
const ofEachWay = 80
const lately = 300

/** With `also`, of those whose `customers` row meets that too. */
export async function foundNames(db: Db, actor: Actor, words: readonly TypedWord[], limit: number, also: RawBuilder<boolean> = sql`true`): Promise<NameHit[]> {
  if (words.length === 0 || words.some(({ meant }) => meant.length === 0)) return []
  const expected = Math.min(...words.map(({ meant }) => bearersOf(meant)))
  const seen = sql<boolean>`(${visibleTo(actor)} and ${also})`
  const rows = await (expected <= (words.length > 1 ? fewOfSeveral : few) ? all(db, actor, words, seen) : taken(db, actor, words, seen))
  return ordered(rows, words, limit)
}

const columns = (actor: Actor) => sql`n.customer_id as id, n.tokens, coalesce(customers.owner_id = ${actor.id}::uuid, false) as own, f.last_contact_at`
const withFacts = sql`left join customer_facts f on f.customer_id = n.customer_id`
const tokensOf = (meant: readonly Meant[]) => meant.map(({ token }) => token)
const inEither = (meant: readonly Meant[]) => tokensOf(meant).flatMap((token) => [token, ofContact + token])
const bearersOf = (meant: readonly Meant[]) => meant.reduce((sum, { bearers }) => sum + bearers, 0)

/** Asked of a file: does it hold one of these words? */
const holdsOne = (meant: readonly Meant[]) => sql<boolean>`exists (select from unnest(n.tokens) as token where token = any(${inEither(meant)}::text[]))`
/** Asked of the index: who holds one of these words? */
const found = (meant: readonly Meant[]) => sql<boolean>`n.tokens && ${inEither(meant)}::text[]`
/** The same where more is asked than the words: in a select of their own, because the planner, where it knows that many hold them, reads through all files to find a few. */
const foundFirst = (meant: readonly Meant[]) => sql<boolean>`n.tokens && (select ${inEither(meant)}::text[])`

/**
 * By the index of words whatever a limit says further on. Of rare words the planner knows nothing, and takes them for common ones: then it reads through all files
 * to find the first few, and there are none. "offset 0" keeps the limit from it; what is gathered still ends where enough is found.
 */
const gathered = (those: RawBuilder<unknown>) => sql`(select n.customer_id, n.tokens from customer_names n where ${those} offset 0)`

/** Who holds one of each. The index goes through the lists of all the words at once, which is quicker than looking at each who holds the rarest, however many words may be meant. */
const foundByAll = (words: readonly (readonly Meant[])[]) =>
  words.length === 1 ? found(words[0]!) : sql<boolean>`${sql.join(words.map(foundFirst), sql` and `)}`
const holdsAll = (words: readonly (readonly Meant[])[]) => sql<boolean>`${sql.join(words.map(holdsOne), sql` and `)}`

/** Comparing with more words costs a file more than it is worth where many files fit. */
const mostOfOneKind = 40

/** The words that surely are meant: the same, and those that begin so. */
const surelyMeant = ({ meant }: TypedWord) => [kinds.same, kinds.begins].map((wanted) => meant.filter(({ kind }) => kind === wanted).slice(0, mostOfOneKind))
/** The likeliest of the words that may be meant. */
const likeliest = ({ meant }: TypedWord, most: number) => meant.filter(({ kind }) => kind > kinds.begins).slice(0, most)

/**
 * All that hold the words; should the counts of the dictionary be old, so many. Of several words truly all, for those who bear one often bear the others too
 * (בית ספר …), and whoever is meant may stand anywhere among them.
 */
async function all(db: Db, actor: Actor, words: readonly TypedWord[], seen: RawBuilder<boolean>): Promise<Row[]> {
  const { rows } = await sql<Row>`
    with hit as materialized (select n.customer_id, n.tokens from customer_names n where ${foundByAll(words.map(({ meant }) => meant))})
    select ${columns(actor)} from hit n join customers on customers.id = n.customer_id ${withFacts} where ${seen} limit ${sql.lit(words.length > 1 ? fewOfSeveral : 4 * few)}`.execute(
    db,
  )
  return rows
}

/** Of several words more guesses only make it less sure; of one word a page has room for so many names. */
const [guessesOfSeveral, guesses] = [8, 14]
/** At least so many files of each, and together no fewer than are taken in any other way. */
const ofEachGuess = 10

/** Some of the many: those lately in touch, one's own, and whichever come first; of one word some for each name it may be, of several those that hold the very words before others. */
async function taken(db: Db, actor: Actor, words: readonly TypedWord[], seen: RawBuilder<boolean>): Promise<Row[]> {
  const [first] = words
  const sure = words.map((word) => surelyMeant(word)[0]!)
  const all = words.map((word) => [...surelyMeant(word).flat(), ...likeliest(word, words.length === 1 ? guesses : guessesOfSeveral)])
  const several = sql.lit(ofEachWay)
  const some = (
    each: Meant[][],
  ) => sql`(select ${columns(actor)} from ${gathered(foundByAll(each))} n join customers on customers.id = n.customer_id ${withFacts}
    where ${seen} limit ${several})`
  const someOfEach = (guessed: Meant[]) => sql`(select ${columns(actor)} from unnest(${tokensOf(guessed)}::text[]) as guess
    cross join lateral (select n.customer_id, n.tokens from ${gathered(sql`n.tokens && array[guess, ${ofContact} || guess]`)} n
      join customers on customers.id = n.customer_id where ${seen} limit ${sql.lit(Math.max(ofEachGuess, Math.ceil(ofEachWay / guessed.length)))}) as n
    join customers on customers.id = n.customer_id ${withFacts})`
  const among = (ids: RawBuilder<unknown>) => sql`(select ${columns(actor)} from (${ids}) as those join customers on customers.id = those.id
    join customer_names n on n.customer_id = those.id ${withFacts} where ${holdsAll(all)} and ${seen} limit ${several})`
  const served = sql`select customer_id as id from customer_facts order by coalesce(last_contact_at, '-infinity') desc, customer_id desc limit ${sql.lit(lately)}`
  const own = sql`select id from customers where owner_id = ${actor.id}::uuid limit ${sql.lit(lately)}`
  const steps = words.length === 1 ? surelyMeant(first!).map((step) => [step]) : [sure, all]
  const ways = [
    ...steps.filter((each) => each.every((step) => step.length > 0)).map(some),
    ...(words.length === 1 && likeliest(first!, 1).length > 0 ? [someOfEach(likeliest(first!, guesses))] : []),
    among(served),
    among(own),
  ]
  const { rows } = await sql<Row>`${sql.join(ways, sql` union all `)}`.execute(db)
  return [...new Map(rows.map((row) => [row.id, row])).values()]
}

function ordered(rows: readonly Row[], words: readonly TypedWord[], limit: number): NameHit[] {
  const likely = words.map(({ meant }) => new Map(meant.map((one) => [one.token, one])))
  const hits = rows.map((row) => ({ ...row, ...judged(row.tokens, words, likely) }))
  hits.sort(
    (a, b) =>
      a.kind - b.kind ||
      b.step - a.step ||
      Number(a.byContact) - Number(b.byContact) ||
      Number(b.own) - Number(a.own) ||
      Number(b.opens) - Number(a.opens) ||
      (a.lastContactAt === b.lastContactAt ? 0 : (a.lastContactAt ?? '') < (b.lastContactAt ?? '') ? 1 : -1) ||
      (a.id < b.id ? -1 : 1),
  )
  return (words.length === 1 ? inTurns(hits) : hits)
    .slice(0, limit)
    .map(({ id, kind, likeness, byContact, answers }) => ({ id, kind, likeness, byContact, answers }))
}

/** Within one step of likeness one's own and the lately served come first. */
const stepOf = (kind: number, likeness: number) => (kind <= kinds.begins ? 0 : Math.floor(likeness * 20))

/** The word of the file that answers each typed word best; a contact's only where none of its own does as well. */
function judged(tokens: readonly string[], words: readonly TypedWord[], likely: readonly Map<string, Meant>[]) {
  const answers = new Map<string, string>()
  let [kind, likeness, byContact, opens] = [0, 1, false, false]
  for (const [n, { typed }] of words.entries()) {
    let best: { meant: Meant; contact: boolean; place: number } | undefined
    for (const [place, token] of tokens.entries()) {
      const contact = token.startsWith(ofContact)
      const meant = likely[n]!.get(contact ? token.slice(ofContact.length) : token)
      if (meant && (!best || meant.kind < best.meant.kind || (meant.kind === best.meant.kind && meant.likeness > best.meant.likeness)))
        best = { meant, contact, place }
    }
    if (!best) continue
    answers.set(typed, best.meant.token)
    kind = Math.max(kind, best.meant.kind)
    likeness = Math.min(likeness, best.meant.likeness)
    byContact ||= best.contact
    if (n === 0) opens = best.place === 0
  }
  return { answers, likeness, kind, step: stepOf(kind, likeness), byContact, opens }
}

/** How much less another file of a name is worth showing than the first, and how much more another form of a name than one that only looks alike. */
const anotherOne = 4
const otherForm = 0.35

/**
 * Where it is a guess which name is meant, a common one does not fill the page: of each name one is shown before a second of a name that is not several times
 * as likely. Names that surely are meant stand before, as they are.
 */
function inTurns<Hit extends { kind: number; likeness: number; answers: Map<string, string> }>(hits: readonly Hit[]): Hit[] {
  const seen = new Map<string, number>()
  const worth = new Map<Hit, number>()
  for (const hit of hits) {
    const name = [...hit.answers.values()][0]!
    const before = seen.get(name) ?? 0
    seen.set(name, before + 1)
    const alike = hit.likeness + (hit.kind === kinds.otherForm ? otherForm : 0)
    worth.set(hit, hit.kind <= kinds.begins ? 2 : alike / (1 + anotherOne * before))
  }
  return hits.toSorted((a, b) => worth.get(b)! - worth.get(a)!)
}
