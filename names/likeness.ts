/** How alike two tokens are, from 0 to 1, within one script and across the two. */
import { equivalent, groupsOf } from './equivalents/index.ts'
import { type Letters, lettersFor, logChanceOfLatin, type SignRow, signRowsOf } from './latin-spelling.ts'
import { lettersOf, scriptOf, signs, signsOf } from './letters.ts'
import { bareOf } from './normalise.ts'
import { logChance, type Row, rowsOf, type Spelling, spellingOf } from './transliteration.ts'

/** What each kind of likeness is worth, so that exact > beginning > one given name > other script > spelling > error. */
const worth = { same: 1, beginning: 0.97, equivalent: 0.67, article: 0.92, preposition: 0.3, across: 0.95, within: 0.93 } as const
/** Of forms of one given name the one spelled as it was typed comes first. */
const equivalentAndAlike = 0.18

/** A name's own most probable spelling counts this much: a name that could be written in many ways is not less alike for it. */
const ownBest = 0.5
/** How much the Latin spelling counts that the Hebrew one leads to, beside the Hebrew one the Latin leads to. */
const back = 0.4
/** Where the two make it as probable as not that they are one name: every Hebrew letter accounted for is one more reason to believe it, and one more place to differ. */
const even = (letters: number) => -1 - letters
/** How much surprise a step away from there is. */
const softness = 4
/** Where one direction alone leaves less than this, the other is not asked. */
const negligible = 0.003

/** A token made ready for comparing with many. */
export type Prepared = {
  token: string
  script: 'hebrew' | 'latin' | 'other'
  bare: { whole: Prepared; worth: number } | undefined
  given: boolean
  /** What comparing within the script needs, and across scripts: made when first asked for. */
  sounds?: readonly number[]
  letters?: readonly number[]
  rows?: readonly Row[]
  best?: number
  spelling?: Spelling
  foreign?: Spelling | null
  signRows?: readonly SignRow[]
  plain?: Letters
}

/**
 * A native word writes with ע ת ח כ throughout what a foreign one writes with א ט ה ק. The table has learned mostly from foreign names, letter by letter; that a
 * name is native is one surprise, not one for each letter.
 */
const nativeLetters = new Map(['עא', 'תט', 'חה', 'כק'].map((pair) => [signsOf(pair)[0]!, signsOf(pair)[1]!]))
const nativeSurprise = 3

/** Costs of writing one sign for another; what is not listed costs 1. */
const hebrewLetters = 'אבגדהוזחטיכלמנסעפצקרשת'
const nearHebrew: readonly (readonly [string, number])[] = [
  ['טת', 0.3],
  ['כק', 0.25],
  ['כח', 0.3],
  ['חק', 0.6],
  ['סש', 0.3],
  ['סצ', 0.6],
  ['סז', 0.6],
  ['אע', 0.25],
  ['אה', 0.35],
  ['הע', 0.45],
  ['הח', 0.5],
  ['בו', 0.35],
  ['בפ', 0.6],
  ['וי', 0.6],
  ['דת', 0.8],
  ['דט', 0.8],
  ['גק', 0.8],
]
/** Letters that come and go in spelling without points. */
const looseHebrew = 'אהוי'
const nearSounds: readonly (readonly [string, number])[] = [
  ['xh', 0.2],
  ['xk', 0.3],
  ['xC', 0.2],
  ['xS', 0.4],
  ['CS', 0.4],
  ['sz', 0.3],
  ['sS', 0.4],
  ['Zs', 0.3],
  ['Zz', 0.25],
  ['ZC', 0.5],
  ['jC', 0.5],
  ['ji', 0.25],
  ['jg', 0.4],
  ['jh', 0.6],
  ['vf', 0.5],
  ['vb', 0.4],
  ['pb', 0.6],
  ['pf', 0.5],
  ['td', 0.5],
  ['gk', 0.6],
  ['ae', 0.25],
  ['ao', 0.3],
  ['ai', 0.4],
  ['ei', 0.25],
  ['eo', 0.4],
  ['ou', 0.2],
  ['au', 0.4],
  ['iu', 0.5],
  ['eu', 0.5],
  ['uv', 0.4],
  ['mn', 0.7],
]
const looseSounds = 'aeiouh'
/** Spellings of one sound in Latin letters; a capital is a sound of two or three of them. */
const written: readonly (readonly [RegExp, string])[] = [
  [/tsch|tch/g, 'C'],
  [/sch|sh/g, 'S'],
  [/kh/g, 'x'],
  [/ch/g, 'x'],
  [/tz|ts|cz/g, 'Z'],
  [/ck|cq|q/g, 'k'],
  [/ph/g, 'f'],
  [/th|dt/g, 't'],
  [/gh/g, 'g'],
  [/c(?=[eiy])/g, 's'],
  [/c/g, 'k'],
  [/w/g, 'v'],
  [/x$/g, 'ks'],
  [/ou|oo/g, 'u'],
  [/ee|ie|ey|ei/g, 'i'],
  [/y/g, 'i'],
  [/(.)\1+/g, '$1'],
]
const soundLetters = 'abcdefghijklmnopqrstuvwxyzCSZ'

/** Square table of the costs of writing one of `size` letters for another, the last row and column being none at all. */
function costs(size: number, near: readonly (readonly [string, number])[], loose: string, place: (letter: string) => number): Float32Array {
  const width = size + 1
  const table = new Float32Array(width * width).fill(1)
  for (let letter = 0; letter < width; letter++) table[letter * width + letter] = 0
  const put = (one: number, other: number, cost: number) => {
    table[one * width + other] = cost
    table[other * width + one] = cost
  }
  for (const [pair, cost] of near) put(place(pair[0]!), place(pair[1]!), cost)
  for (const letter of loose) put(place(letter), size, 0.3)
  return table
}
const hebrewCosts = costs(signs, nearHebrew, looseHebrew, (letter) => hebrewLetters.indexOf(letter))
for (let letter = 0; letter < hebrewLetters.length; letter++) {
  // A forgotten geresh.
  hebrewCosts[letter * (signs + 1) + letter + hebrewLetters.length] = 0.2
  hebrewCosts[(letter + hebrewLetters.length) * (signs + 1) + letter] = 0.2
}
/** Every error alike, as fingers make them, and what one of them counts beside an error of the ear. */
const plainCosts = costs(26, [], '', () => 0)
const slip = 0.45
const soundCosts = costs(soundLetters.length, nearSounds, looseSounds, (letter) => soundLetters.indexOf(letter))

/** The sounds of a Latin token as numbers. Anything that is no letter is skipped. */
function soundsOf(token: string): number[] {
  const sounds = written.reduce((text, [spelling, sound]) => text.replace(spelling, sound), token)
  return Array.from(sounds, (sound) => soundLetters.indexOf(sound)).filter((place) => place >= 0)
}

const widest = 64
const lines = [new Float32Array(widest + 1), new Float32Array(widest + 1), new Float32Array(widest + 1)] as const

/** Damerau's distance with costs: two neighbours exchanged count as one error. More than `most` is not counted to its end. */
function distance(one: readonly number[], other: readonly number[], table: Float32Array, size: number, most: number): number {
  if (one.length > widest || other.length > widest) return Number.POSITIVE_INFINITY
  const width = size + 1
  let [older, old, now] = lines
  let leastBefore = 0
  old[0] = 0
  for (let j = 0; j < other.length; j++) old[j + 1] = old[j]! + table[other[j]! * width + size]!
  for (let i = 0; i < one.length; i++) {
    const letter = one[i]!
    const gone = table[letter * width + size]!
    now[0] = old[0]! + gone
    let leastNow = now[0]!
    for (let j = 0; j < other.length; j++) {
      const beside = other[j]!
      let least = old[j]! + table[letter * width + beside]!
      const without = old[j + 1]! + gone
      if (without < least) least = without
      const added = now[j]! + table[beside * width + size]!
      if (added < least) least = added
      if (i > 0 && j > 0 && letter === other[j - 1] && beside === one[i - 1] && letter !== beside && older[j - 1]! + 0.8 < least) least = older[j - 1]! + 0.8
      now[j + 1] = least
      if (least < leastNow) leastNow = least
    }
    // An exchange reaches back over one line.
    if (leastNow > most && leastBefore > most) return Number.POSITIVE_INFINITY
    leastBefore = leastNow
    const spare = older
    older = old
    old = now
    now = spare
  }
  return old[other.length]!
}

/** Everything about a normalised token that comparing needs. */
export function prepare(token: string): Prepared {
  const bare = bareOf(token)
  return {
    token,
    script: scriptOf(token),
    bare: bare && { whole: prepare(bare.token), worth: bare.article ? worth.article : worth.preposition },
    given: groupsOf(token).length > 0,
  }
}

/** The letters as they are on a keyboard, a geresh being none. */
const plainOf = ({ script, token }: Prepared) =>
  script === 'hebrew'
    ? signsOf(token).map((sign) => sign % 22)
    : lettersOf(token)
        .slice(2, -2)
        .map((letter) => letter - 1)

/** How many letters were mistyped, where the tokens are about equally long. */
function mistyped(a: Prepared, b: Prepared, most: number): number {
  if (Math.abs(a.token.length - b.token.length) > 2) return Number.POSITIVE_INFINITY
  a.letters ??= plainOf(a)
  b.letters ??= plainOf(b)
  // A word that differs by its geresh alone has the same letters.
  return Math.max(distance(a.letters, b.letters, plainCosts, 26, most), slip)
}

/** Nothing instead of what is less than `least`: where the one direction is too surprising for it, the other is not asked. */
function across(latin: Prepared, hebrew: Prepared, least: number): number {
  latin.rows ??= rowsOf(latin.token)
  latin.best ??= latin.rows.reduce((sum, row) => sum + row.best, 0)
  if (!hebrew.spelling) {
    const word = signsOf(hebrew.token)
    hebrew.spelling = spellingOf(word)
    hebrew.foreign = word.some((sign) => nativeLetters.has(sign)) ? spellingOf(word.map((sign) => nativeLetters.get(sign) ?? sign)) : null
  }
  const asWritten = logChance(latin.rows, hebrew.spelling)
  const chance = (hebrew.foreign ? Math.max(asWritten, logChance(latin.rows, hebrew.foreign) - nativeSurprise) : asWritten) - ownBest * latin.best
  const middle = even(hebrew.spelling.length)
  const worthOf = (logarithm: number) => worth.across / (1 + Math.exp((middle - logarithm) / softness))
  if (worthOf(chance) < Math.max(least, negligible)) return 0
  hebrew.signRows ??= signRowsOf(hebrew.token)
  latin.plain ??= lettersFor(latin.token)
  return worthOf(chance + back * logChanceOfLatin(hebrew.signRows, latin.plain))
}

/** Nothing instead of what is less than `least`. */
function byLetters(a: Prepared, b: Prepared, least: number): number {
  if (a.script === 'other' || b.script === 'other') return 0
  if (a.script !== b.script) return a.script === 'latin' ? across(a, b, least) : across(b, a, least)
  const hebrew = a.script === 'hebrew'
  a.sounds ??= hebrew ? signsOf(a.token) : soundsOf(a.token)
  b.sounds ??= hebrew ? signsOf(b.token) : soundsOf(b.token)
  const perError = fall / Math.max(3, a.sounds.length, b.sounds.length)
  const most = Math.log(worth.within / least) / perError
  const heard = distance(a.sounds, b.sounds, hebrew ? hebrewCosts : soundCosts, hebrew ? signs : soundLetters.length, most)
  const errors = Math.min(heard, slip * mistyped(a, b, most / slip))
  return worth.within * Math.exp(-errors * perError)
}
/** How steeply likeness falls with the share of the letters that are wrong. */
const fall = 3.2

/** The likeness of two prepared tokens. The same in both directions. Where it is less than `least`, at most that. */
export function likenessOf(a: Prepared, b: Prepared, least = 0): number {
  if (a.token === b.token) return worth.same
  if (a.given && b.given && equivalent(a.token, b.token)) {
    const alike = byLetters(a, b, 0)
    return Math.max(alike, worth.equivalent + equivalentAndAlike * alike)
  }
  const most = byLetters(a, b, least)
  return Math.max(most, withoutPrefix(a, b, Math.max(most, least)), withoutPrefix(b, a, Math.max(most, least)))
}

/** The likeness of a token that has an article or a preposition stuck to it, without it. */
function withoutPrefix({ bare, script }: Prepared, other: Prepared, least: number): number {
  if (!bare || bare.worth <= least) return 0
  if (bare.whole.token === other.token) return bare.worth
  return script === other.script ? 0 : bare.worth * byLetters(bare.whole, other, least / bare.worth)
}

/** How alike two normalised tokens are, from 0 (nothing) to 1 (the same). The same in both directions. */
export const likeness = (one: string, other: string) => likenessOf(prepare(one), prepare(other))

/** The likeness of a candidate to what is being typed, which may be only its beginning. Where it is less than `least`, at most that. */
export function likenessWhileTyping(typed: Prepared, candidate: Prepared, least = 0): number {
  const whole = likenessOf(typed, candidate, least)
  return whole < worth.beginning && typed.token.length >= 2 && candidate.token.startsWith(typed.token) ? worth.beginning : whole
}
