/**
 * Keys by which a database finds what may be the same name, by equality alone.
 *
 * The frame of a Hebrew token is its consonants by class, vowel letters gone: sounds that Latin letters or careless spelling confuse share a class, and what it
 * begins with counts even where it is a vowel letter. A Latin token has the frames of its most probable Hebrew spellings, so both scripts meet in one key.
 */
import { groups, groupsOf } from './equivalents/index.ts'
import { scriptOf, signsOf } from './letters.ts'
import { bareOf } from './normalise.ts'
import { type Row, rowsOf } from './transliteration.ts'
import { outcomes } from './transliteration-table.ts'

/** Class of each sign, א…ת and then the same with a geresh. A dot is a vowel letter. */
const classes = '.PGD..SKT.KLMNS.PSKRST' + '.PSD..SKT.KLMNSGPSKRST'
/** What a vowel letter is at the beginning. */
const beginnings = 'A...HV...Y.....A......' + 'A...HV...Y.....G......'

/** A frame with the next sign: vowel letters vanish after the beginning, a class that repeats stands once. */
function grown(frame: string, sign: number): string {
  const kind = classes[sign]!
  if (kind === '.') return frame === '' ? beginnings[sign]! : frame
  return frame.endsWith(kind) ? frame : frame + kind
}

const frameOf = (word: readonly number[]) => word.reduce(grown, '')

/** Spellings less probable than this share of a letter's cases lead to no key. */
const rarest = 0.006
/** Most frames of a Latin token, and the least probability of one. */
const mostFrames = 16
const leastFrame = 0.0005

type Step = { signs: readonly number[]; chance: number }
const stepsOfRow = new Map<Row, readonly Step[]>()

/** What a letter does to a frame: outcomes that do the same to every frame count together. */
function stepsOf(row: Row): readonly Step[] {
  const known = stepsOfRow.get(row)
  if (known) return known
  const steps = new Map<string, { signs: readonly number[]; chance: number }>()
  for (const [place, word] of outcomes.entries()) {
    const chance = row.chances[place]!
    if (chance < rarest) continue
    const effect = word.map((sign) => classes[sign] + beginnings[sign]!).join('')
    const step = steps.get(effect)
    if (step) step.chance += chance
    else steps.set(effect, { signs: word, chance })
  }
  const found = [...steps.values()]
  stepsOfRow.set(row, found)
  return found
}

/** The frames of a Latin token, the most probable first. */
function framesOf(token: string): string[] {
  let frames = new Map([['', 1]])
  for (const row of rowsOf(token)) {
    const next = new Map<string, number>()
    for (const [frame, chance] of frames) {
      for (const step of stepsOf(row)) {
        const share = chance * step.chance
        if (share < leastFrame) continue
        let longer = frame
        for (const sign of step.signs) longer = grown(longer, sign)
        next.set(longer, (next.get(longer) ?? 0) + share)
      }
    }
    // A long word may have no frame that is not rare: then the first goes on.
    if (next.size === 0) frames = new Map([...frames].slice(0, 1))
    else frames = next.size > 3 * mostFrames ? new Map([...next].sort((a, b) => b[1] - a[1]).slice(0, 2 * mostFrames)) : next
  }
  return [...frames]
    .filter(([frame]) => frame !== '')
    .sort((a, b) => b[1] - a[1])
    .filter(([, chance], place) => place === 0 || (place < mostFrames && chance > leastFrame))
    .map(([frame]) => frame)
}

/** The frames of a normalised token in either script; a token in another script is its own. */
function frames(token: string): string[] {
  const script = scriptOf(token)
  const found = script === 'latin' ? framesOf(token) : script === 'hebrew' ? [frameOf(signsOf(token))] : []
  return found[0] ? found : [token]
}

/** A word with a digit in it is a code or a number: it is no name that sounds like another. */
const isCode = (token: string) => /\d/.test(token)

/** The keys of a normalised token: two tokens that share one may be the same name. Given names that are one name share a key of their own. */
export function keysOf(token: string): string[] {
  if (isCode(token)) return [token]
  const keys = new Set(frames(token))
  const bare = bareOf(token)
  if (bare) for (const frame of frames(bare.token).slice(0, mostFrames / 3)) keys.add(frame)
  for (const place of groupsOf(token)) keys.add(`${formsOf}${groups[place]![0]}`)
  return [...keys]
}

const formsOf = '='
/** Is it the key that forms of one given name share? */
export const isOfForms = (key: string) => key.startsWith(formsOf)

/** Shorter names have too many neighbours one error away. Of a name of five letters four may have been typed. */
const fewestLetters = 4
const fewestConsonants = 3

/**
 * Keys two tokens share when one consonant was mistyped, left out, added or exchanged with the next: the frame as it is and with each consonant missing. Where
 * the frame is too short to tell names apart, the letters themselves. None for fewer than four letters.
 */
export function fuzzyKeysOf(token: string): string[] {
  if (isCode(token) || token.replaceAll("'", '').length < fewestLetters) return []
  const keys = new Set<string>()
  for (const frame of frames(token).slice(0, 2)) {
    keys.add(`~${frame}`)
    const whole = frame.length >= fewestConsonants ? frame : token
    for (let at = 0; at < whole.length; at++) keys.add(`~${whole.slice(0, at)}${whole.slice(at + 1)}`)
  }
  return [...keys]
}
