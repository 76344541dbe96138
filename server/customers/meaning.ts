/**
 * What typed words may mean: for each, the words of names it may stand for, the likeliest first.
 *
 * The dictionary gives what is the same, begins so, shares a key, or holds the letters further in; `names/` says how alike each is. What was typed with the
 * keyboard in the other language is read in the language in which it is a name.
 *
 * The dictionary is of all files. To whoever sees some of them, only words that stand in those are words: what others are called hides and reorders nothing.
 */
import { sql } from 'kysely'
import { equivalent, fuzzyKeysOf, keysOf, otherLayout, rank, tokensOf } from '../../names/index.ts'
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
/** Below these the likeness of two words says nothing, within a script and across the two. */
const [leastWithin, leastAcross] = [0.55, 0.03]
/** Beside a sure word, only what is about as sure; beside a guess, other guesses. */
const [besideSure, besideGuess] = [0.75, 0.08]
/** Of words that are only alike; where several words together say who is meant, more of each may. */
const [mostAlike, mostAlikeOfSeveral] = [30, 100]
const mostBeginnings = 300
const mostCandidates = 2_500
const mostWords = 8

/** Reads what was typed as names, for somebody. No words: nothing in it can be one. */
export async function meaningOf(db: Db, typed: string, actor: Actor): Promise<TypedWord[]> {
  const asTyped = tokensOf(typed).slice(0, mostWords)
  const switched = tokensOf(otherLayout(typed)).slice(0, mostWords)
  const read = switched.join(' ') === asTyped.join(' ') ? [asTyped] : [asTyped, switched]
  const found = await candidates(
    db,
    actor,
    read.flatMap((tokens) => [...tokens, ...pairsOf(tokens)]),
    asTyped.length > 1 ? mostAlikeOfSeveral : mostAlike,
  )
  const [first = [], second = []] = read.map((tokens) => {
    const words = telling(tokens.map(found))
    return withJoined(words, pairsOf(words.map(({ typed }) => typed)).map(found))
  })
  if (sureness(first) === 0 && second.length > 0 && second.every(isName)) return second
  if (sureness(first) >= begins || sureness(second) < begins) return first
  if (first.length === 1 && second.length === 1) return [withSwitched(first[0]!, second[0]!)]
  return sureness(first) >= sameName ? first : second
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

const pairsOf = (tokens: readonly string[]) => tokens.slice(1).map((token, at) => tokens[at]! + token)

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

/** How a word of the dictionary was found: it begins so, shares a key, a loose one, or holds the letters further in. Each of the last two only where nothing surer is. */
const ways = { begins: 0, key: 1, loose: 2, within: 3 } as const
type Row = { asked: string; token: string; bearers: number; way: number }

/** Looks all the words up at once; answers a way to ask for each. */
async function candidates(db: Db, actor: Actor, typed: readonly string[], most: number): Promise<(typed: string) => TypedWord> {
  const asked = [...new Set(typed)]
  const some = !seesAll(actor)
  const { rows } = await sql<Row>`
    select asked.word as asked, found.token, max(found.bearers) as bearers, min(found.way) as way
    from unnest(${asked}::text[], ${asked.map((word) => keysText(keysOf(word)))}::text[], ${asked.map((word) => keysText(fuzzyKeysOf(word)))}::text[],
        ${asked.map((word) => `${word}\u{10FFFF}`)}::text[], ${asked.map(further)}::text[]) as asked (word, keys, fuzzy, beyond, further)
      cross join lateral (
        (select token, bearers, ${sql.lit(ways.begins)} as way from name_tokens t where t.token >= asked.word collate "C" and t.token < asked.beyond collate "C"
          order by t.token <> asked.word, bearers desc, token limit ${sql.lit(mostBeginnings)})
        union all (select token, bearers, ${sql.lit(ways.key)} from name_tokens t where t.keys && asked.keys::text[] limit ${sql.lit(mostCandidates)})
        union all (select token, bearers, ${sql.lit(ways.loose)} from name_tokens t where t.keys && asked.fuzzy::text[]
          and (${sql.lit(some)} or not exists (select from name_tokens same where same.token = asked.word collate "C")) limit ${sql.lit(mostCandidates)})
        union all (select token, bearers, ${sql.lit(ways.within)} from name_tokens t where t.token like asked.further
          and (${sql.lit(some)} or not exists (select from name_tokens start where start.token >= asked.word collate "C" and start.token < asked.beyond collate "C"))
          order by bearers desc, token limit ${sql.lit(mostAlike)})
      ) as found
    group by 1, 2`.execute(db)
  const byWord = Map.groupBy(some ? await standing(db, actor, rows) : rows, (row) => row.asked)
  return (word) => ({ typed: word, meant: likeliest(word, byWord.get(word) ?? [], most) })
}

/** Those found that stand in files this person sees, by the rules that hold for the whole dictionary: the loose give way to the same word, letters within to a beginning. */
async function standing(db: Db, actor: Actor, rows: readonly Row[]): Promise<Row[]> {
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
  const bearers = new Map(rows.map((row) => [row.token, row.bearers]))
  const within = new Set(rows.filter(({ way }) => way === ways.within).map(({ token }) => token))
  const ranked = rank(
    typed,
    rows.map(({ token, bearers: count }) => ({ token, count })),
  )
  const all = ranked.map(({ token, likeness: alike }): Meant => {
    const likeness = token.startsWith(typed) ? Math.max(alike, begins) : within.has(token) ? Math.max(alike, inside) : alike
    return { token, likeness, kind: kindOf(typed, token, likeness), bearers: bearers.get(token)! }
  })
  const top = all.reduce((most, { likeness }) => Math.max(most, likeness), 0)
  const least = top * (top >= begins ? besideSure : besideGuess)
  const alike = all.filter(({ token, kind, likeness }) => kind > kinds.begins && likeness >= least && (likeness >= floorFor(typed, token) || within.has(token)))
  const inOrder = (meant: Meant[]) => meant.sort((a, b) => a.kind - b.kind)
  return [...inOrder(all.filter(({ kind }) => kind <= kinds.begins)), ...inOrder(alike.slice(0, most))]
}

function kindOf(typed: string, token: string, likeness: number) {
  if (token === typed) return kinds.same
  if (likeness >= begins) return kinds.begins
  return equivalent(typed, token) || (likeness >= sameName && !sameScript(typed, token)) ? kinds.otherForm : kinds.alike
}

const hebrew = /[א-ת]/
const sameScript = (one: string, other: string) => hebrew.test(one) === hebrew.test(other)
const floorFor = (typed: string, token: string) => (sameScript(typed, token) ? leastWithin : leastAcross)
