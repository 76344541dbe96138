/** A likelihood over part of the rows, named so that it can be asked of another thread. */
import { betaGeometricSum } from './beta-geometric.ts'
import type { Distinct } from './customers.ts'
import { paretoNbdSum } from './pareto-nbd.ts'

export type RowModel = { family: 'pareto-nbd' } | { family: 'beta-geometric'; k: number; leavesAfterFirst: boolean }

/** The columns a likelihood reads. */
export type RowColumns = Pick<Distinct, 'repeats' | 'recency' | 'age' | 'weight' | 'level' | 'levels'>

export type RowPart = { model: RowModel; parameters: Float64Array; rows: RowColumns; from: number; to: number }

/** Log-likelihood of rows `from` … `to` − 1, and its gradient in the parameters. */
export function rowPart({ model, parameters, rows, from, to }: RowPart): { value: number; gradient: Float64Array } {
  const gradient = new Float64Array(parameters.length)
  const sum = model.family === 'pareto-nbd' ? paretoNbdSum : betaGeometricSum(model)
  return { value: sum(parameters, rows, from, to, gradient), gradient }
}
