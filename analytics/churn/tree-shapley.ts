/** Why the trees gave this customer this probability: Shapley values, exact, in time polynomial in the depth. */
import { InvalidInput } from '../invalid.ts'
import { type BoostedTrees, binsFor } from './boosted-trees.ts'
import type { Features } from './features.ts'
import type { Tree } from './tree.ts'

/** One step of a path down a tree: the column, the shares of the paths that pass with it unknown and known, and the weight of sets of this size. */
type Step = { feature: number; unknown: number; known: number; weight: number }

/**
 * Contributions of each column to the log-odds of one row; they add up to its log-odds minus `base`, the cover-weighted mean over all leaves.
 * Path-dependent TreeSHAP (Lundberg, Erion, Lee 2018, algorithm 2): a column not yet known is averaged by the learning rows that went each way.
 * @returns `contributions[f]` for column f of the model
 * @throws InvalidInput as `predictBoostedTrees`; `out-of-range` for a row that is none
 */
export function explainBoostedTrees(model: BoostedTrees, features: Features, row: number): { base: number; contributions: Float64Array } {
  const { bins, rows } = binsFor(model, features)
  if (!(Number.isInteger(row) && row >= 0 && row < rows)) throw new InvalidInput('out-of-range', row, 'row')
  const contributions = new Float64Array(model.names.length)
  let base = model.base
  for (const tree of model.trees) {
    base += meanOf(tree, 0)
    addTree(tree, bins, row, contributions)
  }
  return { base, contributions }
}

const isLeaf = (tree: Tree, node: number) => tree.feature[node]! < 0

function meanOf(tree: Tree, node: number): number {
  if (isLeaf(tree, node)) return tree.value[node]!
  const [left, right] = [tree.left[node]!, tree.right[node]!]
  return (tree.cover[left]! * meanOf(tree, left) + tree.cover[right]! * meanOf(tree, right)) / tree.cover[node]!
}

function addTree(tree: Tree, bins: readonly Uint8Array[], row: number, contributions: Float64Array): void {
  walk(0, [], 1, 1, -1)

  function walk(node: number, before: readonly Step[], unknown: number, known: number, feature: number): void {
    const path = extended(before, unknown, known, feature)
    if (isLeaf(tree, node)) {
      for (let i = 1; i < path.length; i++) contributions[path[i]!.feature]! += unwoundSum(path, i) * (path[i]!.known - path[i]!.unknown) * tree.value[node]!
      return
    }
    const split = tree.feature[node]!
    const goesLeft = tree.goesLeft[node * 256 + bins[split]![row]!] === 1
    const [hot, cold] = goesLeft ? [tree.left[node]!, tree.right[node]!] : [tree.right[node]!, tree.left[node]!]
    const earlier = path.findIndex((step, i) => i > 0 && step.feature === split)
    const step = earlier > 0 ? path[earlier]! : { unknown: 1, known: 1 }
    const next = earlier > 0 ? unwound(path, earlier) : path
    walk(hot, next, (step.unknown * tree.cover[hot]!) / tree.cover[node]!, step.known, split)
    walk(cold, next, (step.unknown * tree.cover[cold]!) / tree.cover[node]!, 0, split)
  }
}

function extended(before: readonly Step[], unknown: number, known: number, feature: number): Step[] {
  const path = before.map((step) => ({ ...step }))
  const depth = path.length
  path.push({ feature, unknown, known, weight: depth === 0 ? 1 : 0 })
  for (let i = depth - 1; i >= 0; i--) {
    path[i + 1]!.weight += (known * path[i]!.weight * (i + 1)) / (depth + 1)
    path[i]!.weight = (unknown * path[i]!.weight * (depth - i)) / (depth + 1)
  }
  return path
}

/** The path without step `at`. */
function unwound(before: readonly Step[], at: number): Step[] {
  const path = before.map((step) => ({ ...step }))
  const depth = path.length - 1
  const { known, unknown } = path[at]!
  let next = path[depth]!.weight
  for (let i = depth - 1; i >= 0; i--) {
    if (known !== 0) {
      const weight = path[i]!.weight
      path[i]!.weight = (next * (depth + 1)) / ((i + 1) * known)
      next = weight - (path[i]!.weight * unknown * (depth - i)) / (depth + 1)
    } else path[i]!.weight = (path[i]!.weight * (depth + 1)) / (unknown * (depth - i))
  }
  const weights = path.map((step) => step.weight)
  path.splice(at, 1)
  path.forEach((step, i) => {
    step.weight = weights[i]!
  })
  return path
}

/** Sum of the weights of the path without step `at`. */
function unwoundSum(path: readonly Step[], at: number): number {
  const depth = path.length - 1
  const { known, unknown } = path[at]!
  let next = path[depth]!.weight
  let sum = 0
  for (let i = depth - 1; i >= 0; i--) {
    if (known !== 0) {
      const weight = (next * (depth + 1)) / ((i + 1) * known)
      sum += weight
      next = path[i]!.weight - (weight * unknown * (depth - i)) / (depth + 1)
    } else sum += (path[i]!.weight * (depth + 1)) / (unknown * (depth - i))
  }
  return sum
}
