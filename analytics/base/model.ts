/** What every fitted purchase model can say, whichever it is. */

/** Purchase model with its parameters inside. Times are in the unit of the fit. */
export type PurchaseModel = {
  /** Whether what lies ahead of a living customer does not depend on the time since the last purchase: true but for regular timing. */
  memoryless: boolean
  /** Whether `expectedIfAlive` is a closed form: computing it costs less than interpolating. */
  closedForm?: boolean
  /** ln f(x, t_x, T): the log-likelihood of one customer. */
  logLikelihood(repeats: number, recency: number, age: number, logGaps?: number): number
  /** P(alive at T | x, t_x, T), in [0, 1]. */
  alive(repeats: number, recency: number, age: number): number
  /** The same to about 1e-9 for rows already checked, where that is quicker. */
  roughlyAlive?: ((repeats: number, recency: number, age: number) => number) | undefined
  /** E[purchases in (T, T + ahead] | alive at T, x, t_x, T]: expected further purchases of a customer who is still one. */
  expectedIfAlive(repeats: number, recency: number, age: number, ahead: number): number
  /** P(no purchase in (T, T + ahead] | alive at T, x, T). `recency` matters only to the regular-timing models. */
  quietIfAlive(repeats: number, recency: number, age: number, ahead: number): number
  /** Σ weights × purchase rate at the `times` ahead, given alive at T: a quicker way to discounted purchases, where the model has one. */
  discountedIfAlive?: ((repeats: number, age: number, times: Float64Array, weights: Float64Array) => number) | undefined
  /** A length of time over which what lies ahead of a customer of this age bends: the grid of the discounted sums follows it. */
  bend(age: number): number
  /** How fast the rate of purchases of a living customer falls at first, relative to itself: expected leaving per unit of time; 0 where nobody leaves. */
  fading(repeats: number, age: number): number
  /** E[X(t)]: expected repeat purchases of a new customer in the time `t` after the first purchase. */
  expected(t: number): number
}

/** E[purchases in (T, T + ahead] | x, t_x, T]: the conditional expected transactions. */
export const expectedPurchases = (model: PurchaseModel, repeats: number, recency: number, age: number, ahead: number) =>
  model.alive(repeats, recency, age) * model.expectedIfAlive(repeats, recency, age, ahead)

/** P(no purchase in (T, T + ahead] | x, t_x, T). */
export function quiet(model: PurchaseModel, repeats: number, recency: number, age: number, ahead: number) {
  const alive = model.alive(repeats, recency, age)
  return 1 - alive + alive * model.quietIfAlive(repeats, recency, age, ahead)
}
