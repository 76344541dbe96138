/**
 * What typed words may mean: for each, the words of names it may stand for, the likeliest first.
 *
 * The dictionary gives what is the same, begins so, shares a key, or holds the letters further in; `names/` says how alike each is. What was typed with the
 * keyboard in the other language is read in the language in which it is a name.
 *
 * The dictionary is of all files. To whoever sees some of them, only words that stand in those are words: what others are called hides and reorders nothing.
 */
import { type RawBuilder, sql } from 'kysely'
import { equivalent, fuzzyKeysOf, initialsAcross, isOfForms, keysOf, otherLayout, rank, tokensOf } from '../../names/index.ts'
import type { Actor } from '../context.ts'
import type { Db } from '../db/connect.ts'
import { seesAll } from './access.ts'
import { seenAmong } from './names-seen.ts'

/** How a word answers, the surest first: it is the same, begins so, is the same name in the other script or another form of it, or sounds or looks alike. */
export const kinds = { same: 0, begins: 1, otherForm: 2, alike: 3 } as const
/** A word of a name that may be meant: how it answers, how alike it is, 1 being the same, and how many files bore it when they were last counted. */
export type Meant = { token: string; kind: number; likeness: number; bearers: number }
/** One typed word. Words that begin so are all there; of those that are only alike, the best. */
export type TypedWord = { typed: string; meant: Meant[] }

/** As in `names/`: what begins with the typed letters is nearly what was meant. */
const begins = 0.97
/** Letters further in a word are worth less than any likeness. */
const inside = 0.2
/** From here on a word in the other script is the same name. */
const sameName = 0.6
/** Within a script likeness below this says nothing; across the two a long name is a guess worth showing even where a consonant came from nothing. */
const leastWithin = 0.55
/** Beside a guess, other guesses. */
const besideGuess = { least: { within: leastWithin, across: 0.003 }, beside: 0.09 }
/** Beside a sure word, other forms of it and what is about as sure; in the other script, where a native spelling may surprise, what is nearly the most alike there. */
const besideSure = { least: { within: leastWithin, across: 0.4 } }
const [aboutAsSure, nearlyMost] = [0.75, 0.9]
/** Of words that are only alike; where several words together say who is meant, more of each may. */
const [mostAlike, mostAlikeOfSeveral] = [30, 100]
/** Where nothing is as alike as this, the other script is searched for what differs by a consonant too. */
const farFetched = 0.5
const mostBeginnings = 300
const mostCandidates = 2_500
const mostWords = 8

/** Reads what was typed as names, for somebody. No words: nothing in it can be one. */
export async function meaningOf(db: Db, typed: string, actor: Actor): Promise<TypedWord[]> {
  const asTyped = tokensOf(typed).slice(0, mostWords)
  const switched = switchedOf(typed, asTyped)
  const asked: Asked[] = [
    ...asTyped.map((word): Asked => ({ word, as: 'typed' })),
    ...switched.map((word): Asked => ({ word, as: 'switched' })),
    ...(asTyped.length > 1 ? asTyped : []).flatMap(initialsAcross).map((word): Asked => ({ word, as: 'joined' })),
    ...[asTyped, switched].flatMap(everyPairOf).map((word): Asked => ({ word, as: 'joined' })),
  ]
  const found = await candidates(db, actor, asked, asTyped.length > 1 ? mostAlikeOfSeveral : mostAlike)
  const [first = [], second = []] = [asTyped, switched].map((tokens) => {
    const words = telling(tokens.map(found)).map((word, _, all) => (all.length > 1 ? withInitials(word, found) : word))
    return withJoined(words, pairsOf(words.map(({ typed }) => typed)).map(found))
  })
  if (sureness(first) === 0 && second.length > 0 && second.every(isName)) return second
  if (sureness(first) >= begins || sureness(second) < begins) return first
  if (first.length === 1 && second.length === 1) return [withSwitched(first[0]!, second[0]!)]
  return sureness(first) >= sameName ? first : second
}

/** The words on the other keyboard. None where it gives the same, or where a sign of it that is no letter would take a word apart. */
function switchedOf(typed: string, asTyped: readonly string[]): string[] {
  const switched = tokensOf(otherLayout(typed)).slice(0, mostWords)
  return switched.join(' ') === asTyped.join(' ') || switched.length > typed.trim().split(/\s+/).length ? [] : switched
}

/** What the other keyboard gives is likely where it is a name, less where one begins so; but short names of one language are beginnings of names in the other. */
const [switchedSame, switchedBegins] = [0.9, 0.65]
const mostSwitched = 3

/** A word that is a guess as it stands, with the names it is or begins on the other keyboard. */
function withSwitched({ typed, meant }: TypedWord, { meant: switched }: TypedWord): TypedWord {
  const known = new Set(meant.map(({ token }) => token))
  const sure = switched.filter(({ token, kind }) => kind <= kinds.begins && !known.has(token))
  const [same, beginning] = [sure.filter(({ kind }) => kind === kinds.same), sure.filter(({ kind }) => kind === kinds.begins)]
  const told = (some: readonly Meant[], likeness: number) => some.map((one) => ({ ...one, kind: kinds.otherForm, likeness }))
  const both = [...meant, ...told(same, switchedSame), ...told(beginning.toSorted((a, b) => b.bearers - a.bearers).slice(0, mostSwitched), switchedBegins)]
  return { typed, meant: both.sort((a, b) => a.kind - b.kind || b.likeness - a.likeness) }
}

/** Beside another word a letter is an initial, of a name in the other script too: less than one that begins with the very letter. */
const initial = 0.65

function withInitials({ typed, meant }: TypedWord, found: (typed: string) => TypedWord): TypedWord {
  const known = new Set(meant.map(({ token }) => token))
  const across = initialsAcross(typed)
    .flatMap((letter) => found(letter).meant)
    .filter(({ token, kind }) => kind <= kinds.begins && !known.has(token))
  return { typed, meant: [...meant, ...across.map((one) => ({ ...one, kind: kinds.otherForm, likeness: initial }))] }
}

const pairsOf = (tokens: readonly string[]) => tokens.slice(1).map((token, at) => tokens[at]! + token)
/** With the small words beside names and without them. */
const everyPairOf = (tokens: readonly string[]) => [...pairsOf(tokens), ...pairsOf(tokens.filter((token) => !besideNames.has(token)))]

/** How people are addressed, and small words beside a name. */
const besideNames = new Set("גב גב' גברת מר אדונ דר פרופ פרופ' עוד mr mrs ms dr prof adv and the".split(' '))

/** Without such words as are typed beside a name where nobody is called so: whoever is kept without them is meant all the same. */
function telling(words: TypedWord[]): TypedWord[] {
  const kept = words.filter(({ typed, meant }) => !besideNames.has(typed) || meant.some(({ kind }) => kind === kinds.same))
  return kept.length > 0 ? kept : words
}

/** It is a name that is borne, or another form of one: with an article, in the other script. */
const isName = ({ meant }: TypedWord) => (meant[0]?.kind ?? kinds.alike) <= kinds.otherForm

const best = ({ meant }: TypedWord) => meant[0]?.likeness ?? 0
const sureness = (words: readonly TypedWord[]) => (words.length === 0 ? 0 : Math.min(...words.map(best)))

/** Two words that are written as one (בן דוד, בנדוד): that one counts for either. */
const withJoined = (words: TypedWord[], joined: TypedWord[]) =>
  words.map(({ typed, meant }, at) => {
    const sure = [joined[at - 1], joined[at]].flatMap((one) => one?.meant.filter(({ likeness }) => likeness >= begins) ?? [])
    return { typed, meant: [...meant, ...sure.filter(({ token }) => !meant.some((known) => known.token === token))] }
  })

/**
 * A word to look up: as it was typed, with the keyboard switched, two written as one or an initial. Of the others no more is looked for than counts: of the last
 * what they are or begin, of what the other keyboard gives its other forms too, but nothing that is only alike.
 */
type Asked = { word: string; as: 'typed' | 'switched' | 'joined' }

/** How a word of the dictionary was found: it begins so, shares a key, a loose one, or holds the letters further in. Each of the last two only where nothing surer is. */
const ways = { begins: 0, key: 1, loose: 2, within: 3 } as const
type Row = { asked: string; token: string; bearers: number; way: number }

/** Looks all the words up at once; answers a way to ask for each. */
async function candidates(db: Db, actor: Actor, asked: readonly Asked[], most: number): Promise<(typed: string) => TypedWord> {
  const looked = [...new Map(asked.toReversed().map((one) => [one.word, one])).values()]
  const rows = await lookedUp(db, actor, looked)
  const byWord = Map.groupBy(rows, (row) => row.asked)
  const meant = new Map(looked.map(({ word }) => [word, likeliest(word, byWord.get(word) ?? [], most)]))
  const unsure = looked.filter(({ word, as }) => as === 'typed' && (meant.get(word)![0]?.likeness ?? 0) < farFetched)
  if (unsure.length > 0) {
    const further = Map.groupBy(await lookedFurther(db, actor, unsure), (row) => row.asked)
    for (const { word } of unsure) meant.set(word, likeliest(word, [...(byWord.get(word) ?? []), ...(further.get(word) ?? [])], most))
  }
  return (word) => ({ typed: word, meant: meant.get(word) ?? [] })
}

/** The words on this side of it are in the script of the asked one, or in neither. */
const sameSide = sql`(t.token >= 'א' collate "C") = (asked.word >= 'א' collate "C")`
const some = (actor: Actor) => sql.lit(!seesAll(actor))

async function lookedUp(db: Db, actor: Actor, asked: readonly Asked[]): Promise<readonly Row[]> {
  const typed = (keys: (word: string) => string | null) => asked.map(({ word, as }) => (as === 'typed' ? keys(word) : null))
  const rows = await dictionary(
    db,
    sql`unnest(${asked.map(({ word }) => word)}::text[], ${asked.map(({ word }) => `${word}\u{10FFFF}`)}::text[],
      ${asked.map(({ word, as }) => (as === 'joined' ? null : keysText(keysOf(word))))}::text[],
      ${asked.map(({ word, as }) => (as === 'switched' ? keysText(keysOf(word).filter(isOfForms)) : null))}::text[],
      ${typed((word) => keysText(fuzzyKeysOf(word)))}::text[], ${typed(further)}::text[]) as asked (word, beyond, keys, forms, fuzzy, further)`,
    sql`
      (select ${sql.lit(ways.begins)} as way, token, bearers from name_tokens t where t.token >= asked.word collate "C" and t.token < asked.beyond collate "C"
        order by t.token <> asked.word, bearers desc, token limit ${sql.lit(mostBeginnings)})
      union all (select ${sql.lit(ways.key)}, token, bearers from name_tokens t where t.keys && asked.keys::text[]
        and (asked.forms is null or not ${sameSide} or t.keys && asked.forms::text[]) limit ${sql.lit(mostCandidates)})
      union all (select ${sql.lit(ways.loose)}, token, bearers from name_tokens t where t.keys && asked.fuzzy::text[] and ${sameSide}
        and (${some(actor)} or not exists (select from name_tokens same where same.token = asked.word collate "C")) limit ${sql.lit(mostCandidates)})
      union all (select ${sql.lit(ways.within)}, token, bearers from name_tokens t where t.token like asked.further
        and (${some(actor)} or not exists (select from name_tokens start where start.token >= asked.word collate "C" and start.token < asked.beyond collate "C"))
        order by bearers desc, token limit ${sql.lit(mostAlike)})`,
  )
  return standing(db, actor, rows)
}

/** What shares a loose key in the other script. */
async function lookedFurther(db: Db, actor: Actor, asked: readonly Asked[]): Promise<readonly Row[]> {
  const rows = await dictionary(
    db,
    sql`unnest(${asked.map(({ word }) => word)}::text[], ${asked.map(({ word }) => keysText(fuzzyKeysOf(word)))}::text[]) as asked (word, fuzzy)`,
    sql`(select ${sql.lit(ways.loose)} as way, token, bearers from name_tokens t where t.keys && asked.fuzzy::text[] and not ${sameSide} limit ${sql.lit(mostCandidates)})`,
  )
  return standing(db, actor, rows)
}

/** Asks the dictionary for each word. Thousands of words come as one text for each way they were found: a row for each took longer than finding them. */
async function dictionary(db: Db, asked: RawBuilder<unknown>, found: RawBuilder<unknown>): Promise<Row[]> {
  const { rows } = await sql<{ asked: string; way: number; tokens: string; bearers: string }>`
    select asked.word as asked, found.way, string_agg(found.token, ' ') as tokens, string_agg(found.bearers::text, ' ') as bearers
    from ${asked} cross join lateral (${found}) as found group by asked.word, found.way`.execute(db)
  return rows.flatMap(({ asked, way, tokens, bearers }) => {
    const counts = bearers.split(' ')
    return tokens.split(' ').map((token, at): Row => ({ asked, way, token, bearers: Number(counts[at]) }))
  })
}

/** Those found that stand in files this person sees, by the rules that hold for the whole dictionary: the loose give way to the same word, letters within to a beginning. */
async function standing(db: Db, actor: Actor, rows: readonly Row[]): Promise<readonly Row[]> {
  if (seesAll(actor)) return rows
  const seen = await seenAmong(db, actor, [...new Set(rows.map(({ token }) => token))])
  const there = rows.filter(({ token }) => seen.has(token)).map((row) => ({ ...row, bearers: seen.get(row.token) ?? row.bearers }))
  const same = new Set(there.filter(({ asked, token }) => asked === token).map(({ asked }) => asked))
  const begun = new Set(there.filter(({ way }) => way === ways.begins).map(({ asked }) => asked))
  return there.filter(({ asked, way }) => !(way === ways.loose && same.has(asked)) && !(way === ways.within && begun.has(asked)))
}

const keysText = (keys: readonly string[]) => `{${keys.map((key) => `"${key}"`).join(',')}}`
/** Fewer letters than three stand in every third word. */
const further = (word: string) => (word.length >= 3 ? `%${word}%` : null)

function likeliest(typed: string, rows: readonly Row[], most: number): Meant[] {
  const found = new Map<string, Row>()
  for (const row of rows) if (row.way < (found.get(row.token)?.way ?? Number.POSITIVE_INFINITY)) found.set(row.token, row)
  const [begun, others] = [[] as Meant[], [] as Row[]]
  for (const row of found.values()) {
    const { token, bearers } = row
    if (token.startsWith(typed))
      begun.push(token === typed ? { token, kind: kinds.same, likeness: 1, bearers } : { token, kind: kinds.begins, likeness: begins, bearers })
    else others.push(row)
  }
  begun.sort((a, b) => a.kind - b.kind || b.bearers - a.bearers || (a.token < b.token ? -1 : 1))
  return [...begun, ...alike(typed, others, begun[0]?.likeness ?? 0, most)]
}

/** The best of the words that neither are what was typed nor begin so. */
function alike(typed: string, rows: readonly Row[], surest: number, most: number): Meant[] {
  const bearers = new Map(rows.map((row) => [row.token, row.bearers]))
  const told = (token: string, likeness: number): Meant => ({ token, likeness, kind: kindOf(typed, token, likeness), bearers: bearers.get(token)! })
  const candidates = rows.map(({ token, bearers: count }) => ({ token, count }))
  const ranked = rank(typed, candidates, { most, ...(surest > 0 ? besideSure : besideGuess) })
  const known = new Set(ranked.filter(({ likeness }) => likeness >= inside).map(({ token }) => token))
  const further = rows.filter(({ way, token }) => way === ways.within && !known.has(token)).map(({ token }) => told(token, inside))
  const both = [...ranked.map(({ token, likeness }) => told(token, likeness)), ...further]
  const mostAcross = both.reduce((most, { token, likeness }) => (sameScript(typed, token) ? most : Math.max(most, likeness)), 0)
  const besideTheSure = ({ token, kind, likeness }: Meant) =>
    kind === kinds.otherForm || likeness >= aboutAsSure * surest || (!sameScript(typed, token) && likeness >= nearlyMost * mostAcross)
  return [...new Map(both.map((one) => [one.token, one])).values()]
    .filter((one) => surest === 0 || besideTheSure(one))
    .sort((a, b) => a.kind - b.kind || b.likeness - a.likeness)
    .slice(0, most)
}

function kindOf(typed: string, token: string, likeness: number) {
  return equivalent(typed, token) || (likeness >= sameName && !sameScript(typed, token)) ? kinds.otherForm : kinds.alike
}

const hebrew = /[א-ת]/
const sameScript = (one: string, other: string) => hebrew.test(one) === hebrew.test(other)
