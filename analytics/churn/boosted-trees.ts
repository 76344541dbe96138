/** Gradient-boosted trees: many small trees, each correcting what those before it still get wrong. Takes categories and unknown values as they are. */
import { InvalidInput } from '../invalid.ts'
import { random } from '../numerics/random.ts'
import { goOn, type Work } from '../work.ts'
import { type Binned, binned, binOf, binOfCode } from './binning.ts'
import { checkAnswers, type Features, isCategories, rowCount } from './features.ts'
import { growTree, leafOf, type Tree } from './tree.ts'

export type BoostedTrees = {
  readonly names: readonly string[]
  readonly ends: readonly (Float64Array | undefined)[]
  /** Log-odds before the first tree: those of the learning data. */
  readonly base: number
  readonly trees: readonly Tree[]
}

export type BoostOptions = Work & {
  seed: number
  /** 200 trees, 3 levels, learning rate 0.05 when left out. */
  trees?: number
  depth?: number
  learningRate?: number
  /** Share of rows each tree sees, drawn without replacement (Friedman 2002); 0.7 when left out. */
  sample?: number
  /** λ added to the curvature of each leaf; 1 when left out. */
  ridge?: number
  /** Least rows of a leaf; 10 when left out. */
  minRows?: number
  /** Least fall of the loss for a split. */
  minGain?: number
}

/**
 * Boosting of the logistic loss with a second-order step in every leaf (Friedman 2001; Chen and Guestrin 2016) on histograms of at most 255 bins.
 * @param answers 0 or 1 for each row
 * @throws InvalidInput as `rowCount` and `checkAnswers`; `out-of-range` or `not-positive` for an option; `too-few` for fewer than 2·minRows rows
 */
export function fitBoostedTrees(features: Features, answers: ArrayLike<number>, options: BoostOptions): BoostedTrees {
  const { seed, trees: treeCount = 200, depth = 3, learningRate = 0.05, sample = 0.7, ridge = 1, minRows = 10, minGain = 1e-9 } = options
  const rows = rowCount(features)
  checkAnswers(answers, rows)
  for (const [name, value] of Object.entries({ trees: treeCount, depth, learningRate, minRows }))
    if (!(value > 0)) throw new InvalidInput('not-positive', undefined, name)
  if (!(sample > 0 && sample <= 1)) throw new InvalidInput('out-of-range', undefined, 'sample')
  if (depth > 12) throw new InvalidInput('out-of-range', undefined, 'depth')
  if (!(ridge >= 0)) throw new InvalidInput('negative', undefined, 'ridge')
  if (rows * sample < 2 * minRows) throw new InvalidInput('too-few', undefined, 'rows')

  const data = binned(features)
  const draw = random(seed)
  let positives = 0
  for (let row = 0; row < rows; row++) positives += answers[row]!
  const base = Math.log(positives / (rows - positives))
  const score = new Float64Array(rows).fill(base)
  const gradient = new Float64Array(rows)
  const curvature = new Float64Array(rows)
  const drawn = Math.round(rows * sample)
  const all = Int32Array.from({ length: rows }, (_, row) => row)
  const trees: Tree[] = []
  for (let t = 0; t < treeCount; t++) {
    goOn(options)
    for (let row = 0; row < rows; row++) {
      const p = 1 / (1 + Math.exp(-score[row]!))
      gradient[row] = p - answers[row]!
      curvature[row] = Math.max(1e-16, p * (1 - p))
    }
    if (drawn < rows) drawFirst(all, drawn, draw.below)
    const tree = growTree(data, all.slice(0, drawn), gradient, curvature, { depth, ridge, minRows, minGain, learningRate })
    for (let row = 0; row < rows; row++) score[row]! += tree.value[leafOf(tree, data.bins, row)]!
    trees.push(tree)
    options.onProgress?.((t + 1) / treeCount)
  }
  return { names: features.map((column) => column.name), ends: data.ends, base, trees }
}

/** Puts `count` random ones of `rows` in front. */
function drawFirst(rows: Int32Array, count: number, below: (n: number) => number): void {
  for (let i = 0; i < count; i++) {
    const j = i + below(rows.length - i)
    const row = rows[i]!
    rows[i] = rows[j]!
    rows[j] = row
  }
}

/**
 * P(1) for each row. A category takes the code it has in its column: make columns of new customers with the categories of the learning data.
 * @throws InvalidInput `length` when the columns are not those of the model, as `rowCount`
 */
export function predictBoostedTrees(model: BoostedTrees, features: Features): Float64Array {
  const { bins, rows } = binsFor(model, features)
  const result = new Float64Array(rows)
  for (let row = 0; row < rows; row++) {
    let score = model.base
    for (const tree of model.trees) score += tree.value[leafOf(tree, bins, row)]!
    result[row] = 1 / (1 + Math.exp(-score))
  }
  return result
}

/** The bins of new rows by the ends found in learning. */
export function binsFor(model: BoostedTrees, features: Features): Pick<Binned, 'bins' | 'rows'> {
  const rows = rowCount(features)
  if (features.length !== model.names.length) throw new InvalidInput('length', undefined, 'columns')
  const bins = features.map((column, f) => {
    const ends = model.ends[f]
    if (isCategories(column) !== (ends === undefined)) throw new InvalidInput('out-of-range', undefined, column.name)
    return isCategories(column) ? Uint8Array.from(column.codes, binOfCode) : Uint8Array.from(column.values, (value) => binOf(ends!, value))
  })
  return { bins, rows }
}
