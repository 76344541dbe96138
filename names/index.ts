/**
 * Names across scripts: pure rules, no clock, no database, no other room.
 *
 * - **name**: what a person or company is called, as somebody typed it.
 * - **token**: one word of a name, normalised.
 * - **key**: a short text two tokens share when they may be the same name; a database finds candidates by equality of keys.
 * - **frame**: the consonants of a token by class, the commonest kind of key.
 * - **likeness**: how alike two tokens are, from 0 to 1, whatever their scripts.
 * - **equivalents**: given names that are one name (מוטי, מרדכי, Mordechai).
 *
 * A search: `tokensOf` what was typed (and of `otherLayout` of it), the tokens of the base that share one of `keysOf` (`fuzzyKeysOf` where those give little),
 * `rank` them, and look up the best.
 */

export { equivalent } from './equivalents/index.ts'
export { initialsAcross } from './initials.ts'
export { fuzzyKeysOf, isOfForms, keysOf } from './keys.ts'
export { otherLayout } from './layout.ts'
export { likeness } from './likeness.ts'
export { normalise, tokensOf } from './normalise.ts'
export { type Candidate, type Ranked, rank, type Wanted } from './rank.ts'

/** The version of all these rules. What was stored by another is made anew; a test tells when it has to grow. */
export const rules = 4
