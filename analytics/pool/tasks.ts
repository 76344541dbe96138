/** What a worker can be asked to do. A line here is all that a long computation needs to run in the pool. */
import { type RowPart, rowPart } from '../base/row-part.ts'
import { type Baskets, type CompanionOptions, companions, frequentItemsets, type ItemsetOptions } from '../baskets/index.ts'
import { type BoostOptions, type Design, type Features, fitBoostedTrees, logisticPath, type PathOptions } from '../churn/index.ts'
import { importancePerformance, type MapOptions, type Ratings } from '../drivers/index.ts'
import { kMeans } from '../segments/index.ts'
import type { Work } from '../work.ts'

type Without<Options> = Omit<Options, keyof Work>

export const tasks = {
  frequentItemsets: (input: { baskets: Baskets; options: Without<ItemsetOptions> }, work: Work) =>
    frequentItemsets(input.baskets, { ...input.options, ...work }),
  companions: (input: { baskets: Baskets; options?: Without<CompanionOptions> }, work: Work) => companions(input.baskets, { ...input.options, ...work }),
  fitBoostedTrees: (input: { features: Features; answers: Uint8Array; options: Without<BoostOptions> }, work: Work) =>
    fitBoostedTrees(input.features, input.answers, { ...input.options, ...work }),
  logisticPath: (input: { design: Design; answers: Uint8Array; options?: Without<PathOptions> }, work: Work) =>
    logisticPath(input.design, input.answers, { ...input.options, ...work }),
  importancePerformance: (input: { ratings: Ratings; options: Without<MapOptions> }, work: Work) =>
    importancePerformance(input.ratings, { ...input.options, ...work }),
  rowPart: (input: RowPart) => rowPart(input),
  kMeans: (input: { data: Float64Array; width: number; k: number; seed: number; starts?: number }, work: Work) =>
    kMeans(input.data, input.width, input.k, { seed: input.seed, starts: input.starts, ...work }),
}

export type Tasks = typeof tasks
export type TaskName = keyof Tasks
export type TaskInput<Name extends TaskName> = Parameters<Tasks[Name]>[0]
export type TaskResult<Name extends TaskName> = ReturnType<Tasks[Name]>
