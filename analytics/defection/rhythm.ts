/** A customer's own rhythm carried on: how likely so few purchases lie ahead, whether because they left or because the next ones are not due yet. */
import { InvalidInput } from '../invalid.ts'
import { incompleteBeta } from '../numerics/incomplete-beta.ts'
import type { Histories } from '../summaries/transactions.ts'
import { expectedGap, fitGapLaw, type GapLaw, type Gaps, gapsAt, survivalOfGap } from './gaps.ts'
import type { Signal } from './signal.ts'

/** The most purchases within `horizon` days that are still fewer than half of what the own past rate lets expect. */
export const mostOfFew = (purchases: number, age: number, horizon: number) => Math.ceil((0.5 * purchases * horizon) / Math.max(1, age)) - 1

/**
 * A signal of its own. Gaps follow the law fitted to everybody, each customer at their own pace; after any purchase a customer leaves with a chance π, found by
 * likelihood. `probability`: that fewer than half the purchases of the own past rate fall within the horizon. So a slow and steady buyer who has just bought
 * need not come back soon, and one who is long due either comes at once or has left. `value`: days silent over days expected.
 */
export const rhythm = (options: RhythmOptions): Signal => {
  const learn = learnRhythm(options)
  return (histories, cutoff) => rhythmBy(learn(histories, cutoff))(histories, cutoff)
}

export type RhythmOptions = { horizon: number /** Fewest repeat purchases of a customer who is read. */; repeats?: number }

/** What some customers taught: plain data, to be kept and read of any others. */
export type RhythmLaw = { horizon: number; repeats: number; law: GapLaw /** The chance to leave after any purchase. */; leaves: number }

/** The same in two steps: the law and π of some customers are read of any others. */
export function learnRhythm({ horizon, repeats = 2 }: RhythmOptions): (sample: Histories, day: number) => RhythmLaw {
  if (!(horizon > 0 && Number.isFinite(horizon))) throw new InvalidInput('not-positive', undefined, 'horizon')
  return (sample, day) => {
    const some = gapsAt(sample, day, repeats + 1)
    const law = fitGapLaw(some)
    const survival = Float64Array.from(some, ({ closed, open }) => survivalOfGap(law, closed, open))
    return { horizon, repeats, law, leaves: chanceToLeave(some, survival) }
  }
}

/** Reads anybody by what was learned. */
export const rhythmBy =
  ({ horizon, repeats, law, leaves }: RhythmLaw): Signal =>
  (histories, cutoff) =>
    gapsAt(histories, cutoff, repeats + 1).map((gaps) => {
      const { customer, closed, open, purchases, first } = gaps
      const left = leftAlready(leaves, survivalOfGap(law, closed, open))
      const few = fewAhead(law, gaps, mostOfFew(purchases, cutoff - first, horizon), horizon)
      const expected = expectedGap(law, closed)
      return {
        customer,
        value: open / expected,
        probability: left + (1 - left) * few,
        evidence: { daysSilent: open, daysExpected: expected, chanceLeft: left, chanceFew: few, gaps: closed.length },
      }
    })

/** P(left after the last purchase | silent so long): π / (π + (1 − π)·S). */
const leftAlready = (leaves: number, survival: number) => leaves / (leaves + (1 - leaves) * survival)

const rounds = 60
/** However steady everybody was so far, somebody may leave. */
const least = 0.0005

/** π by expectation–maximisation: those who left by now, over all the purchases after which they could have. */
function chanceToLeave(customers: readonly Gaps[], survival: Float64Array): number {
  const chances = customers.reduce((sum, { closed }) => sum + closed.length + 1, 0)
  let leaves = 0.02
  for (let round = 0; round < rounds; round++) leaves = Math.max(least, survival.reduce((sum, open) => sum + leftAlready(leaves, open), 0) / chances)
  return leaves
}

const bins = 12

/**
 * P(at most `most` purchases within the horizon | the open gap so far), of a customer who stays. The next purchase falls into one of twelve bins of the horizon
 * with the chance the law gives; from the middle of the bin on, the sum of the gaps after it is gamma as they are. `stays`: P(does not leave at any of the next `most` purchases).
 */
export function fewAhead(law: GapLaw, { closed, open }: Gaps, most: number, horizon: number, stays = 1): number {
  const { k } = law
  const shape = law.r + k * closed.length
  const reach = law.alpha + closed.reduce((sum, gap) => sum + gap, 0)
  const survives = (gap: number) => incompleteBeta(shape, k, reach / (reach + gap))
  const now = survives(open)
  // So long silent that the law has no digits left: whoever still stays may buy any day.
  if (!(now > 1e-12)) return 0.5
  const quiet = survives(open + horizon)
  if (most <= 0) return quiet / now
  let few = quiet
  let before = now
  for (let bin = 1; bin <= bins; bin++) {
    const after = bin === bins ? quiet : survives(open + (horizon * bin) / bins)
    const chance = before - after
    before = after
    if (chance < 1e-9 * now) continue
    const gap = open + (horizon * (bin - 0.5)) / bins
    few += chance * (1 - stays * (1 - incompleteBeta(shape + k, k * most, (reach + gap) / (reach + open + horizon))))
  }
  return Math.min(1, few / now)
}
