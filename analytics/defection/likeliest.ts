/** The customer-base model that a company's history makes likeliest, asked about purchases of a customer whose gaps are known. */
import { type BetaGeometricForm, type BetaGeometricParameters, betaGeometric, fitBgCnbd, fitMbgCnbd } from '../base/beta-geometric.ts'
import type { Customers } from '../base/customers.ts'
import type { Gaps } from './gaps.ts'
import { fewAhead } from './rhythm.ts'

/** Plain data: a member of the beta-geometric family with its parameters, times in days. */
export type Likeliest = BetaGeometricForm & { parameters: BetaGeometricParameters }

/** Fits BG/CNBD-k and MBG/CNBD-k, each with its likeliest k, and keeps the likelier. */
export function fitLikeliest(customers: Customers): Likeliest {
  const [bg, mbg] = [fitBgCnbd(customers), fitMbgCnbd(customers)]
  const { k, leavesAfterFirst, parameters } = mbg.logLikelihood > bg.logLikelihood ? mbg : bg
  return { k, leavesAfterFirst, parameters }
}

/** P(at most `most` purchases within the horizon | x, t_x, T): of those who left none, of the others by `fewAhead`, who may leave after any of them. */
export function fewByLikeliest(likeliest: Likeliest, horizon: number): (gaps: Gaps, most: number) => number {
  const { parameters, k, leavesAfterFirst } = likeliest
  const model = betaGeometric(parameters, likeliest)
  const law = { k, r: parameters.r, alpha: parameters.alpha }
  return (gaps, most) => {
    const { closed, first, last, open } = gaps
    const alive = model.alive(closed.length, last - first, last - first + open)
    const chances = parameters.b + closed.length + (leavesAfterFirst ? 1 : 0)
    let stays = 1
    for (let i = 0; i < most; i++) stays *= (chances + i) / (parameters.a + chances + i)
    return 1 - alive + alive * fewAhead(law, gaps, most, horizon, stays)
  }
}
