/**
 * The Fellegi–Sunter model: is what two entries have in common likelier between entries of one person or of two?
 *
 * For field f at level l let m = P(l | one person) and u = P(l | two persons). With the fields taken as independent the weight of a comparison is
 *
 *   W = Σ_f log₂(m_f / u_f) + what the rarity of equal values adds,
 *
 * and with λ = P(one person) of a pair drawn at random the chance that a pair is one person is 1 / (1 + 2^(θ − W)), θ = log₂((1 − λ)/λ).
 *
 * Fellegi, I. P. & Sunter, A. B. (1969), "A theory for record linkage", JASA 64; Winkler, W. E. (1988), "Using the EM algorithm for weight computation in the
 * Fellegi–Sunter model of record linkage"; Winkler (2006), "Overview of record linkage and current research directions".
 */
import { type Comparison, type FieldName, fields, levels, levelsOf } from './comparison.ts'

export type Model = {
  /** Chance that two entries drawn at random are of one person. */
  prior: number
  m: Record<FieldName, number[]>
  u: Record<FieldName, number[]>
}
export type Verdict = 'surely' | 'maybe' | 'no'

/** Patterns met, with how often. */
export type Patterns = Map<number, number>

/**
 * How entries of one person usually agree, before any base was seen; and how many pairs of evidence that is worth. It keeps the model sane where a base holds few
 * duplicates or none; a base that holds many speaks for itself.
 */
const usual: Record<FieldName, number[]> = {
  name: [0.01, 0.02, 0.03, 0.03, 0.04, 0.06, 0.06, 0.2, 0.55],
  phone: [0.25, 0.05, 0.7],
  email: [0.25, 0.05, 0.7],
  taxId: [0.02, 0.02, 0.06, 0.9],
  birthDate: [0.02, 0.03, 0.1, 0.85],
  city: [0.15, 0.1, 0.75],
  postcode: [0.15, 0.1, 0.75],
  address: [0.15, 0.1, 0.15, 0.2, 0.4],
}
const usualIsWorth = (entries: number) => 10 + 0.01 * entries
/**
 * How often entries of one person are believed to differ in a field at most. A base of namesakes without a double would else be explained as one of doubles that
 * never have a phone in common.
 */
const mostDifferent: Record<FieldName, number> = { name: 0.2, phone: 0.5, email: 0.5, taxId: 0.3, birthDate: 0.3, city: 0.5, postcode: 0.5, address: 0.5 }
/** Doubles of an entry, on average, that are believed at most. */
const mostDoubles = 1.5

/** How entries of two persons agree by chance, in a base nobody has looked at. */
const chance: Record<FieldName, number[]> = {
  name: [0.93, 0.04, 0.0247, 0.001, 0.0012, 0.0005, 0.0006, 0.001, 0.001],
  phone: [0.9999, 0.00008, 0.00002],
  email: [0.9998, 0.0001, 0.0001],
  taxId: [0.99998, 0.00001, 0.000005, 0.000005],
  birthDate: [0.995, 0.004, 0.0009, 0.0001],
  city: [0.92, 0.01, 0.07],
  postcode: [0.995, 0.003, 0.002],
  address: [0.9, 0.08, 0.015, 0.004, 0.001],
}

/** The model of a base of so many entries before it was fitted: one entry in twenty has a double. */
export const usualModel = (entries: number): Model => ({ prior: priorOf(0.05 * entries, entries), m: usual, u: chance })

const pairsOf = (entries: number) => (entries * (entries - 1)) / 2
const priorOf = (doubles: number, entries: number) => Math.min(0.5, Math.min(Math.max(doubles, 0.5), mostDoubles * entries) / Math.max(1, pairsOf(entries)))

const mostRounds = 200
const still = 1e-6

/**
 * The model that makes what was met most probable, found by expectation and maximisation (Dempster, Laird & Rubin 1977) over patterns.
 *
 * `candidates` are the pairs that share a block, each counted as so many as it stands for; all other pairs are taken as of two persons. `random` are pairs drawn
 * from the whole base: they tell u, each counted by its chance to be of two persons.
 */
export function fitModel(candidates: Patterns, random: Patterns, entries: number): Model {
  const seen = [...candidates].map(([pattern, count]) => ({ found: levelsOf(pattern), count }))
  const drawn = [...random].map(([pattern, count]) => ({ found: levelsOf(pattern), count }))
  const worth = usualIsWorth(entries)
  let model: Model = { ...usualModel(entries), u: shares(drawn, () => 1, null, 0) }
  for (let round = 0; round < mostRounds; round++) {
    const { prior } = model
    const table = bitTable(model)
    const chanceOf = (found: Int8Array) => certainty(bitsOf(table, found), prior)
    let doubles = 0
    for (const { found, count } of seen) doubles += count * chanceOf(found)
    const next: Model = {
      prior: priorOf(doubles, entries),
      m: shares(seen, chanceOf, usual, worth),
      u: shares(drawn, (found, field) => 1 - certainty(bitsOf(table, found, common.has(field) ? field : nowhere), prior), null, 0),
    }
    const moved = Math.abs(Math.log(next.prior / prior))
    model = next
    if (moved < still) break
  }
  return model
}

type Met = { found: Int8Array; count: number }

/** How often each level is met where the field is known at all. With `before` the usual counts as pairs seen; without, half a pair stands for a level never met. */
function shares(
  met: readonly Met[],
  weightOf: (found: Int8Array, field: number) => number,
  before: Record<FieldName, number[]> | null,
  worth: number,
): Record<FieldName, number[]> {
  const counts = fields.map((field) => (before ? before[field].map((share) => share * worth) : levels[field].map(() => 0.5)))
  for (const { found, count } of met)
    for (let field = 0; field < fields.length; field++) if (found[field]! >= 0) counts[field]![found[field]!]! += count * weightOf(found, field)
  return Object.fromEntries(
    fields.map((field, place) => {
      const agreeing = counts[place]!.reduce((sum, count) => sum + count, -counts[place]![0]!)
      const different = counts[place]![0]! / (agreeing + counts[place]![0]!)
      const believed = before ? Math.min(different, mostDifferent[field]) : different
      return [field, counts[place]!.map((count, level) => (level === 0 ? believed : (count / agreeing) * (1 - believed)))]
    }),
  ) as Record<FieldName, number[]>
}

/**
 * What many persons share is judged by what the other fields say of a pair: else it would prove itself, and namesakes be taken for one person because they have one
 * name. A phone or a number of identity may prove itself.
 */
const common = new Set((['name', 'city', 'postcode'] as const).map((field) => fields.indexOf(field)))
const nowhere = -1

/** The weights of all levels. */
const bitTable = (model: Model) => fields.map((field) => levels[field].map((_, level) => fieldBits(model, field, level)))

function bitsOf(table: readonly (readonly number[])[], found: Int8Array, without = nowhere) {
  let bits = 0
  for (let field = 0; field < fields.length; field++) if (found[field]! >= 0 && field !== without) bits += table[field]![found[field]!]!
  return bits
}

/** What a level of a field speaks for one person, in bits. */
export const fieldBits = ({ m, u }: Pick<Model, 'm' | 'u'>, field: FieldName, level: number) => Math.log2(m[field][level]! / u[field][level]!)

/** The chance that a pair of this weight is one person. */
export const certainty = (bits: number, prior: number) => 1 / (1 + 2 ** (Math.log2((1 - prior) / prior) - bits))

/** Weighs comparisons quickly: the logarithms are taken once. */
export function weigh(model: Model): (comparison: Comparison) => number {
  const bits = bitTable(model)
  return ({ levels: found, rarity }) => {
    let weight = 0
    for (let field = 0; field < fields.length; field++) if (found[field]! >= 0) weight += bits[field]![found[field]!]! + rarity[field]!
    return weight
  }
}

/** How often `surely` may be wrong by the model, and from when a pair is worth a look: likelier one person than two. */
const surelyWrong = 0.001
const lookFrom = 0.5

/**
 * The weights from which a pair is surely and maybe one person, from the fitted model: those at which its chance to be two persons is 1 in 1,000 and 1 in 2. With
 * them the expected errors of both kinds are bounded as in Fellegi & Sunter's rule.
 */
export function thresholds({ prior }: Pick<Model, 'prior'>): { surely: number; maybe: number } {
  const even = Math.log2((1 - prior) / prior)
  return { surely: even + Math.log2((1 - surelyWrong) / surelyWrong), maybe: even + Math.log2(lookFrom / (1 - lookFrom)) }
}

/** What surely is different makes no pair sure, however much else agrees: relatives share a house and a phone, and branches of a company all but the name. */
const telling: readonly FieldName[] = ['name', 'taxId', 'birthDate']
/** Without one of these no pair is sure: namesakes live in one town. */
const own: readonly FieldName[] = ['phone', 'email', 'taxId', 'birthDate', 'address']

/** What the model says of a pair. */
export function judge(model: Model, { levels: found }: Comparison, weight: number): Verdict {
  const { surely, maybe } = thresholds(model)
  if (weight < maybe) return 'no'
  if (weight < surely) return 'maybe'
  const speaks = (field: FieldName) => {
    const level = found[fields.indexOf(field)]!
    return level < 0 ? 0 : fieldBits(model, field, level)
  }
  return telling.every((field) => speaks(field) > -1) && own.some((field) => speaks(field) > 1) ? 'surely' : 'maybe'
}
