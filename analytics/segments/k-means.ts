/** Groups of customers that resemble each other, found without being told what to look for. */
import { InvalidInput } from '../invalid.ts'
import { type Random, random } from '../numerics/random.ts'
import { goOn, type Work } from '../work.ts'

/** Columns brought to mean 0 and (population) standard deviation 1, row by row in one array. @throws InvalidInput `empty`, `length`, `not-finite` with its row, `constant` */
export function standardised(columns: readonly ArrayLike<number>[]): Float64Array {
  const rows = columns[0]?.length ?? 0
  if (rows === 0) throw new InvalidInput('empty', undefined, 'columns')
  const result = new Float64Array(rows * columns.length)
  for (const [j, column] of columns.entries()) {
    if (column.length !== rows) throw new InvalidInput('length', Math.min(rows, column.length))
    let mean = 0
    for (let row = 0; row < rows; row++) {
      if (!Number.isFinite(column[row])) throw new InvalidInput('not-finite', row)
      mean += column[row]! / rows
    }
    let squares = 0
    for (let row = 0; row < rows; row++) squares += (column[row]! - mean) ** 2
    const deviation = Math.sqrt(squares / rows)
    if (!(deviation > 1e-12 * Math.abs(mean))) throw new InvalidInput('constant', j, 'column')
    for (let row = 0; row < rows; row++) result[row * columns.length + j] = (column[row]! - mean) / deviation
  }
  return result
}

export type Groups = {
  /** Group of each row, the largest group being 0. */
  readonly group: Int32Array
  /** Centre of each group, row by row. */
  readonly centres: Float64Array
  readonly sizes: Int32Array
  /** Sum of squared distances to the centres. */
  readonly inertia: number
}

/**
 * k-means: groups with the least sum of squared distances to their centres, by Lloyd's rounds (1982) from k-means++ starts (Arthur and Vassilvitskii 2007);
 * the best of `starts` (10). A group that becomes empty takes the row farthest from its centre.
 * @param data row by row, `width` columns
 * @throws InvalidInput `empty`; `out-of-range` for k above the number of rows or below 1; `not-finite` with its row
 */
export function kMeans(data: Float64Array, width: number, k: number, options: Work & { seed: number; starts?: number; maxRounds?: number }): Groups {
  const { seed, starts = 10, maxRounds = 300 } = options
  const rows = data.length / width
  if (rows < 1) throw new InvalidInput('empty', undefined, 'rows')
  if (!(Number.isInteger(k) && k >= 1 && k <= rows)) throw new InvalidInput('out-of-range', undefined, 'k')
  for (let i = 0; i < data.length; i++) if (!Number.isFinite(data[i])) throw new InvalidInput('not-finite', Math.floor(i / width))
  const draw = random(seed)
  let best: { group: Int32Array; centres: Float64Array; inertia: number } | undefined
  for (let start = 0; start < starts; start++) {
    goOn(options)
    const found = rounds(data, width, plusPlus(data, width, k, draw), maxRounds)
    if (!best || found.inertia < best.inertia) best = found
    options.onProgress?.((start + 1) / starts)
  }
  return largestFirst(best!, width, k)
}

function distance(data: Float64Array, row: number, centres: Float64Array, centre: number, width: number): number {
  let sum = 0
  for (let j = 0; j < width; j++) sum += (data[row * width + j]! - centres[centre * width + j]!) ** 2
  return sum
}

function plusPlus(data: Float64Array, width: number, k: number, draw: Random): Float64Array {
  const rows = data.length / width
  const centres = new Float64Array(k * width)
  const nearest = new Float64Array(rows).fill(Number.POSITIVE_INFINITY)
  let row = draw.below(rows)
  for (let centre = 0; centre < k; centre++) {
    centres.set(data.subarray(row * width, (row + 1) * width), centre * width)
    let total = 0
    for (let r = 0; r < rows; r++) {
      nearest[r] = Math.min(nearest[r]!, distance(data, r, centres, centre, width))
      total += nearest[r]!
    }
    const mark = draw.uniform() * total
    row = 0
    for (let passed = nearest[0]!; row < rows - 1 && passed <= mark; passed += nearest[row]!) row++
  }
  return centres
}

function rounds(data: Float64Array, width: number, centres: Float64Array, maxRounds: number) {
  const rows = data.length / width
  const k = centres.length / width
  const group = new Int32Array(rows).fill(-1)
  const away = new Float64Array(rows)
  const sizes = new Int32Array(k)
  let inertia = 0
  for (let round = 0; round < maxRounds; round++) {
    let moved = 0
    inertia = 0
    for (let row = 0; row < rows; row++) {
      let to = 0
      let least = Number.POSITIVE_INFINITY
      for (let centre = 0; centre < k; centre++) {
        const squared = distance(data, row, centres, centre, width)
        if (squared < least) {
          least = squared
          to = centre
        }
      }
      if (group[row] !== to) moved++
      group[row] = to
      away[row] = least
      inertia += least
    }
    if (moved === 0) break
    sizes.fill(0)
    for (let row = 0; row < rows; row++) sizes[group[row]!]!++
    for (let centre = 0; centre < k; centre++) {
      if (sizes[centre]! > 0) continue
      let farthest = 0
      for (let row = 1; row < rows; row++) if (sizes[group[row]!]! > 1 && away[row]! > away[farthest]!) farthest = row
      sizes[group[farthest]!]!--
      group[farthest] = centre
      away[farthest] = 0
      sizes[centre] = 1
    }
    centres.fill(0)
    for (let row = 0; row < rows; row++) for (let j = 0; j < width; j++) centres[group[row]! * width + j]! += data[row * width + j]! / sizes[group[row]!]!
  }
  return { group, centres, inertia }
}

function largestFirst({ group, centres, inertia }: { group: Int32Array; centres: Float64Array; inertia: number }, width: number, k: number): Groups {
  const sizes = new Int32Array(k)
  for (const g of group) sizes[g]!++
  const order = Int32Array.from(sizes.keys()).sort((a, b) => sizes[b]! - sizes[a]! || a - b)
  const place = new Int32Array(k)
  for (const [to, from] of order.entries()) place[from] = to
  const sorted = new Float64Array(k * width)
  for (const [to, from] of order.entries()) sorted.set(centres.subarray(from * width, (from + 1) * width), to * width)
  return { group: group.map((g) => place[g]!), centres: sorted, sizes: order.map((g) => sizes[g]!), inertia }
}

/**
 * Mean silhouette (Rousseeuw 1987): for each row (b − a)/max(a, b), a the mean distance to its own group, b to the nearest other one; 0 in a group of one.
 * In [−1, 1], higher is better apart. Looks at every pair of rows.
 * @throws InvalidInput `too-few` for fewer than 2 groups
 */
export function silhouette(data: Float64Array, width: number, { group, sizes }: Pick<Groups, 'group' | 'sizes'>): number {
  if (sizes.length < 2) throw new InvalidInput('too-few', undefined, 'groups')
  const rows = group.length
  const sums = new Float64Array(rows * sizes.length)
  for (let a = 0; a < rows; a++) {
    for (let b = 0; b < a; b++) {
      const apart = Math.sqrt(distance(data, a, data, b, width))
      sums[a * sizes.length + group[b]!]! += apart
      sums[b * sizes.length + group[a]!]! += apart
    }
  }
  let total = 0
  for (let row = 0; row < rows; row++) {
    const own = group[row]!
    if (sizes[own] === 1) continue
    const inside = sums[row * sizes.length + own]! / (sizes[own]! - 1)
    let outside = Number.POSITIVE_INFINITY
    for (let g = 0; g < sizes.length; g++) if (g !== own && sizes[g]! > 0) outside = Math.min(outside, sums[row * sizes.length + g]! / sizes[g]!)
    total += Math.max(inside, outside) === 0 ? 0 : (outside - inside) / Math.max(inside, outside)
  }
  return total / rows
}
