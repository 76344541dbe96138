/** Customer-base fits with the rows divided among the workers of a pool. */
import { type BetaGeometricFit, type BetaGeometricForm, betaGeometricFit, betaGeometricStarts } from '../base/beta-geometric.ts'
import { type Customers, type Distinct, distinct } from '../base/customers.ts'
import { type Climb, climb, type Fit, negate, sampleFor, stepsOf } from '../base/fit.ts'
import { type ParetoNbdParameters, paretoNbdFit, paretoNbdStarts } from '../base/pareto-nbd.ts'
import type { RowColumns, RowModel } from '../base/row-part.ts'
import type { Pool, PoolWork } from './pool.ts'
import { sharedWithin } from './shared-memory.ts'

/** As `fitParetoNbd`, the likelihood of each step summed over the workers: the same optimum up to the rounding of another order of summation. */
export async function fitParetoNbdBy(pool: Pool, customers: Customers, work: PoolWork = {}): Promise<Fit<ParetoNbdParameters>> {
  const rows = distinct(customers)
  return paretoNbdFit(await climbIn(pool, { family: 'pareto-nbd' }, rows, paretoNbdStarts(rows), work), rows)
}

/** As `fitBgNbd`, divided likewise. */
export const fitBgNbdBy = (pool: Pool, customers: Customers, work?: PoolWork) => fitBetaGeometricBy(pool, customers, { k: 1, leavesAfterFirst: false }, work)

/** As `fitMbgNbd`, divided likewise. */
export const fitMbgNbdBy = (pool: Pool, customers: Customers, work?: PoolWork) => fitBetaGeometricBy(pool, customers, { k: 1, leavesAfterFirst: true }, work)

async function fitBetaGeometricBy(pool: Pool, customers: Customers, form: BetaGeometricForm, work: PoolWork = {}): Promise<BetaGeometricFit> {
  const rows = distinct(customers)
  return betaGeometricFit(await climbIn(pool, { family: 'beta-geometric', ...form }, rows, betaGeometricStarts(rows, form), work), rows, form)
}

async function climbIn(pool: Pool, model: RowModel, rows: Distinct, starts: readonly number[][], work: PoolWork): Promise<Climb> {
  const sample = sampleFor(rows)
  const data = { all: columnsOf(rows), sample: columnsOf(sample) }
  const climbing = climb(starts, sample.customers / rows.customers)
  const step = stepsOf(work)
  let asked = climbing.next()
  while (!asked.done) {
    step()
    const { at, of } = asked.value
    const parameters = at.map(Math.exp)
    const count = data[of].repeats.length
    const parts = await Promise.all(
      Array.from({ length: pool.size }, (_, i) =>
        pool.run(
          'rowPart',
          { model, parameters, rows: data[of], from: Math.floor((i * count) / pool.size), to: Math.floor(((i + 1) * count) / pool.size) },
          { signal: work.signal },
        ),
      ),
    )
    const gradient = new Float64Array(at.length)
    let value = 0
    for (const part of parts) {
      value += part.value
      for (let i = 0; i < gradient.length; i++) gradient[i]! += part.gradient[i]!
    }
    asked = climbing.next(negate(at, value, gradient))
  }
  return asked.value
}

const columnsOf = ({ repeats, recency, age, weight, level, levels }: Distinct): RowColumns => sharedWithin({ repeats, recency, age, weight, level, levels })
