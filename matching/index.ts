/**
 * Which entries of a register are about the same person or company: pure rules, no clock, no database; of the other rooms only `names`.
 *
 * - **entry**: what is written about somebody: names, phones, e-mails, tax id, birth date, address.
 * - **base**: all entries, in a form small enough to hold a million and quick to compare.
 * - **comparison**: for two entries the level of agreement in each field; all levels together are the pair's pattern.
 * - **block**: entries that share a key (a phone, the sound of a name …). Only pairs within a block are compared.
 * - **weight**: how much a comparison speaks for one person, in bits: log₂ of how many times likelier it is between two entries of one person than of two.
 * - **model**: how often each level is met in pairs of one person (m) and of two (u), fitted to the base without being told a single answer.
 *
 * Entries make a `Base`, a base has `Blocks`; a model is `fitted` to them, pairs are `foundIn` them; `explained` says of a pair why.
 */

export { Base, baseOf, type Entry } from './base.ts'
export { Blocks, type Step } from './blocking.ts'
export { type Comparison, compare, emptyComparison, type FieldName, fields, levels } from './comparison.ts'
export { explained, type Reason } from './explanation.ts'
export { type Found, fitted, foundIn, type Looking } from './finding.ts'
export { certainty, judge, type Model, thresholds, usualModel, type Verdict, weigh } from './model.ts'
export { nameLevels } from './name-comparison.ts'
