/** One regression tree on binned columns, grown level by level from sums of gradients and curvatures (Chen and Guestrin 2016, eq. 6 and 7). */
import { type Binned, missingBin } from './binning.ts'

/** Node 0 is the root. A leaf has feature −1. A row goes left when `goesLeft[node · 256 + bin]` is 1. */
export type Tree = {
  readonly feature: Int16Array
  readonly left: Int32Array
  readonly right: Int32Array
  /** Added to the log-odds of rows that end here; also kept for inner nodes. */
  readonly value: Float64Array
  /** Rows of the learning data that passed here. */
  readonly cover: Float64Array
  readonly goesLeft: Uint8Array
}

export type GrowOptions = { depth: number; ridge: number; minRows: number; minGain: number; learningRate: number }

type Split = { gain: number; feature: number; goesLeft: Uint8Array; leftRows: number }

/** Draws the pull of categories with few rows towards 0, in rows of even odds. */
const categorySmoothing = 10

/** Grows a tree on `rows` (reordered in place). `gradient` and `curvature` are those of the loss at each row. */
export function growTree(binnedData: Binned, rows: Int32Array, gradient: Float64Array, curvature: Float64Array, options: GrowOptions): Tree {
  const most = 2 ** (options.depth + 1) - 1
  const feature = new Int16Array(most).fill(-1)
  const left = new Int32Array(most)
  const right = new Int32Array(most)
  const value = new Float64Array(most)
  const cover = new Float64Array(most)
  const goesLeft = new Uint8Array(most * 256)
  const scratch = new Int32Array(rows.length)
  let nodes = 1

  function grow(node: number, from: number, to: number, depth: number): void {
    let g = 0
    let h = 0
    for (let i = from; i < to; i++) {
      g += gradient[rows[i]!]!
      h += curvature[rows[i]!]!
    }
    value[node] = (-options.learningRate * g) / (h + options.ridge)
    cover[node] = to - from
    if (depth === options.depth || to - from < 2 * options.minRows) return
    const split = bestSplit(binnedData, rows, from, to, gradient, curvature, g, h, options)
    if (!split) return
    feature[node] = split.feature
    goesLeft.set(split.goesLeft, node * 256)
    const bins = binnedData.bins[split.feature]!
    let l = from
    let r = 0
    for (let i = from; i < to; i++) {
      const row = rows[i]!
      if (split.goesLeft[bins[row]!] === 1) rows[l++] = row
      else scratch[r++] = row
    }
    rows.set(scratch.subarray(0, r), l)
    left[node] = nodes++
    right[node] = nodes++
    grow(left[node]!, from, l, depth + 1)
    grow(right[node]!, l, to, depth + 1)
  }
  grow(0, 0, rows.length, 0)
  return {
    feature: feature.slice(0, nodes),
    left: left.slice(0, nodes),
    right: right.slice(0, nodes),
    value: value.slice(0, nodes),
    cover: cover.slice(0, nodes),
    goesLeft: goesLeft.slice(0, nodes * 256),
  }
}

const sums = new Float64Array(256 * 3)

/** The split of these rows that lowers the loss most: G_L²/(H_L + λ) + G_R²/(H_R + λ) − G²/(H + λ); rows without a value are tried on either side. */
function bestSplit(
  data: Binned,
  rows: Int32Array,
  from: number,
  to: number,
  gradient: Float64Array,
  curvature: Float64Array,
  g: number,
  h: number,
  options: GrowOptions,
): Split | undefined {
  const { ridge, minRows, minGain } = options
  const total = to - from
  const whole = (g * g) / (h + ridge)
  let best: { gain: number; feature: number; order: Int32Array; last: number; missingLeft: boolean; leftRows: number } | undefined
  for (let f = 0; f < data.bins.length; f++) {
    const count = data.counts[f]!
    if (count < 1) continue
    const bins = data.bins[f]!
    sums.fill(0)
    for (let i = from; i < to; i++) {
      const row = rows[i]!
      const at = bins[row]! * 3
      sums[at]! += gradient[row]!
      sums[at + 1]! += curvature[row]!
      sums[at + 2]!++
    }
    const order = data.ends[f] ? undefined : byPull(count, ridge)
    const inOrder = order?.length ?? count
    const [missingG, missingH, missingRows] = [sums[missingBin * 3]!, sums[missingBin * 3 + 1]!, sums[missingBin * 3 + 2]!]
    let leftG = 0
    let leftH = 0
    let leftRows = 0
    for (let i = 0; i < inOrder; i++) {
      const at = (order ? order[i]! : i) * 3
      if (sums[at + 2] === 0) continue
      leftG += sums[at]!
      leftH += sums[at + 1]!
      leftRows += sums[at + 2]!
      for (let side = 0; side < (missingRows > 0 ? 2 : 1); side++) {
        const n = leftRows + side * missingRows
        if (n < minRows || total - n < minRows) continue
        const a = leftG + side * missingG
        const b = leftH + side * missingH
        const gain = (a * a) / (b + ridge) + ((g - a) * (g - a)) / (h - b + ridge) - whole
        if (gain > minGain && gain > (best?.gain ?? 0) * (1 + 1e-12)) {
          const missingLeft = missingRows > 0 ? side === 1 : 2 * n >= total
          best = { gain, feature: f, order: order ?? Int32Array.from({ length: count }, (_, bin) => bin), last: i, missingLeft, leftRows: n }
        }
      }
    }
  }
  if (!best) return undefined
  const goesLeft = new Uint8Array(256)
  for (let i = 0; i <= best.last; i++) goesLeft[best.order[i]!] = 1
  goesLeft[missingBin] = best.missingLeft ? 1 : 0
  return { gain: best.gain, feature: best.feature, goesLeft, leftRows: best.leftRows }
}

/** Categories ordered by their mean pull, the order in which the best division in two is always a prefix (Fisher 1958). */
function byPull(count: number, ridge: number): Int32Array {
  const pull = (bin: number) => sums[bin * 3]! / (sums[bin * 3 + 1]! + ridge + categorySmoothing / 4)
  return Int32Array.from({ length: count }, (_, bin) => bin)
    .filter((bin) => sums[bin * 3 + 2]! > 0)
    .sort((a, b) => pull(a) - pull(b) || a - b)
}

/** The leaf a row ends in. */
export function leafOf(tree: Tree, bins: readonly Uint8Array[], row: number): number {
  let node = 0
  while (tree.feature[node]! >= 0) node = tree.goesLeft[node * 256 + bins[tree.feature[node]!]![row]!] === 1 ? tree.left[node]! : tree.right[node]!
  return node
}
