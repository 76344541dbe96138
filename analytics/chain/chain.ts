/** The chain of the first page: service → satisfaction → loyalty → less churn → profit, link by link, and what the data can not show. */
import type { Estimate } from '../numerics/quantiles.ts'
import { random } from '../numerics/random.ts'
import { normalQuantile } from '../numerics/tails.ts'
import { goOn, type Work } from '../work.ts'
import { blockLength, drawBlocks, spreadOf } from './block-bootstrap.ts'
import { type DistributedLag, distributedLag } from './distributed-lag.ts'
import { checkSeries, laggedCorrelation, type Series, withoutTrendAndSeason } from './series.ts'

/**
 * What a link does not show, for the reader to be told in words. One closed list.
 * - `observed-only`: nobody changed the cause on purpose, so that anything else that moved both could be behind it. Always there.
 * - `short`: fewer than 24 periods with both known, or fewer than 5 for each number estimated.
 * - `gaps`: periods without a measurement lie within.
 * - `no-link-seen`: the interval of the strongest correlation, widened for having looked at every lag, holds 0.
 * - `effect-unclear`: the interval of the total effect holds 0.
 * - `trend-only`: the series go together as they are, but no longer once their trends (and seasons) are taken out.
 * - `season-unknown`: no season was given, or fewer than two of it were seen, so that the calendar may be what they share.
 * - `lag-unclear`: another lag is as strong within its interval.
 * - `same-period`: the strongest link is within one period; which came first can not be seen.
 * - `reverse-as-strong`: the effect goes before its cause at least as clearly as after it.
 * - `something-lasting-missing`: what is left unexplained lasts from one period into the next.
 */
export type Limit =
  | 'observed-only'
  | 'short'
  | 'gaps'
  | 'no-link-seen'
  | 'effect-unclear'
  | 'trend-only'
  | 'season-unknown'
  | 'lag-unclear'
  | 'same-period'
  | 'reverse-as-strong'
  | 'something-lasting-missing'

export type Link = {
  cause: string
  effect: string
  /** Correlation of the cause, that many periods earlier, with the effect, both without trend and season: place k is lag k. */
  correlations: Estimate[]
  /** The lag with the strongest correlation. */
  lag: number
  /** Undefined when there are too few periods for as many lags. */
  response: DistributedLag | undefined
  limits: Limit[]
}

export type ChainOptions = Work & {
  seed: number /** Longest lag looked at, in periods. */
  maxLag: number /** Periods of a season. */
  season?: number
  draws?: number
  level?: number
}

const enoughPeriods = 24

/**
 * Every link from one series to the next: lagged cross-correlations with block-bootstrap intervals, the distributed lag, and its limits.
 * @param series in the order of the chain, 2 or more, oldest period first
 * @throws InvalidInput as `checkSeries` (at least maxLag + 4 known periods each)
 */
export function chain(series: readonly Series[], options: ChainOptions): Link[] {
  checkSeries(series, options.maxLag + 4)
  return series.slice(1).map((effect, i) => {
    goOn(options)
    const link = linkOf(series[i]!, effect, { ...options, seed: options.seed + i, onProgress: undefined })
    options.onProgress?.((i + 1) / (series.length - 1))
    return link
  })
}

function linkOf(cause: Series, effect: Series, options: ChainOptions): Link {
  const { maxLag, season, level = 0.95 } = options
  const [x, y] = [withoutTrendAndSeason(cause.values, season), withoutTrendAndSeason(effect.values, season)]
  const lags = Array.from({ length: maxLag + 1 }, (_, lag) => lag)
  const drawn = drawnCorrelations(x, y, options)
  const spare = 2 + (season && season > 1 ? season - 1 : 0)
  const interval = (lag: number, at: number) => correlationInterval(laggedCorrelation(x, y, lag), drawn[lag]!, standardError(x, y, lag, spare), at)
  const correlations = lags.map((lag) => ({ value: laggedCorrelation(x, y, lag), ...interval(lag, level) }))
  const strength = correlations.map(({ value }) => (Number.isNaN(value) ? 0 : Math.abs(value)))
  const lag = strength.indexOf(Math.max(...strength))
  const widened = interval(lag, 1 - (1 - level) / lags.length)
  const backward = lags.slice(1).map((back) => Math.abs(laggedCorrelation(y, x, back)) || 0)

  let both = 0
  let first = Number.POSITIVE_INFINITY
  let last = -1
  for (let period = 0; period < x.length; period++) {
    if (Number.isNaN(x[period]!) || Number.isNaN(y[period]!)) continue
    both++
    first = Math.min(first, period)
    last = period
  }
  const parameters = maxLag + 3 + (season && season > 1 ? season - 1 : 0)
  const response = both - maxLag >= parameters + 2 && last - first + 1 === both ? distributedLag(cause, effect, options) : undefined
  const holdsZero = ({ low, high }: { low: number; high: number }) => low <= 0 && high >= 0

  const limits: Limit[] = ['observed-only']
  if (both < enoughPeriods || both < 5 * parameters) limits.push('short')
  if (last - first + 1 > both) limits.push('gaps')
  const seen = !holdsZero(widened)
  if (!seen) limits.push('no-link-seen')
  if (!response || holdsZero(response.total)) limits.push('effect-unclear')
  if (!seen && Math.abs(laggedCorrelation(cause.values, effect.values, lag)) > 2 / Math.sqrt(both)) limits.push('trend-only')
  if (!season || both < 2 * season) limits.push('season-unknown')
  if (lags.some((other) => other !== lag && Math.max(Math.abs(correlations[other]!.low), Math.abs(correlations[other]!.high)) >= strength[lag]!))
    limits.push('lag-unclear')
  if (seen && lag === 0) limits.push('same-period')
  if (backward.length > 0 && Math.max(...backward) >= strength[lag]!) limits.push('reverse-as-strong')
  if (response && Math.abs(response.remainderCorrelation) > 2 / Math.sqrt(response.periods)) limits.push('something-lasting-missing')
  return { cause: cause.name, effect: effect.name, correlations, lag, response, limits }
}

/** Correlations at every lag for each draw of blocks; a block keeps the order of periods, so a pair across lags stays a pair. */
function drawnCorrelations(x: Float64Array, y: Float64Array, options: ChainOptions): number[][] {
  const { maxLag, draws = 400 } = options
  const source = random(options.seed)
  const block = blockLength(y.length, maxLag + 1)
  const drawn = Array.from({ length: maxLag + 1 }, () => [] as number[])
  for (let draw = 0; draw < draws; draw++) {
    const at = drawBlocks(y.length, maxLag, block, source)
    for (let lag = 0; lag <= maxLag; lag++) drawn[lag]!.push(laggedCorrelation(x, y, lag, at))
  }
  return drawn
}

/**
 * Standard error of Fisher's z = artanh r of two series that remember: (Bartlett 1946) the periods count as n / (1 + 2 Σ ρ_x(k)·ρ_y(k)), k up to n^½,
 * never as more than they are; `spare` of them went into trend and season.
 */
function standardError(x: Float64Array, y: Float64Array, lag: number, spare: number): number {
  let n = 0
  for (let period = lag; period < y.length; period++) if (!Number.isNaN(x[period - lag]!) && !Number.isNaN(y[period]!)) n++
  let memory = 1
  for (let k = 1; k <= Math.sqrt(n); k++) memory += 2 * (laggedCorrelation(x, x, k) * laggedCorrelation(y, y, k) || 0)
  return 1 / Math.sqrt(Math.max(1, n / Math.max(1, memory) - spare - 3))
}

/** Interval of a correlation on the scale of Fisher's z (1921), as wide as blocks drawn anew vary, and never narrower than Bartlett's error: few blocks vary too little. */
function correlationInterval(value: number, drawn: readonly number[], error: number, level: number): { low: number; high: number } {
  if (Number.isNaN(value)) return { low: -1, high: 1 }
  const spread = spreadOf(drawn.filter((one) => Math.abs(one) < 1).map(Math.atanh))
  const half = normalQuantile(0.5 + level / 2) * Math.max(error, spread)
  const middle = Math.atanh(Math.min(1 - 1e-15, Math.max(-1 + 1e-15, value)))
  return { low: Math.tanh(middle - half), high: Math.tanh(middle + half) }
}
