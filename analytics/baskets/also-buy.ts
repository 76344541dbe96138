/**
 * "Also buy": what goes with what is in a basket and is not in it yet. Replaying past purchases looks excellent in tests and is useless for
 * cross-selling, so what the customer has already is left out, and the evidence behind each offer is kept.
 */
import { InvalidInput } from '../invalid.ts'
import { goOn, type Work } from '../work.ts'
import { type Baskets, basketCount } from './baskets.ts'

/** For each item its most similar ones, the most similar first: `others[starts[i] … starts[i + 1] − 1]`, with `similarity` and the number of baskets with both in `together`. */
export type Companions = {
  readonly starts: Int32Array
  readonly others: Int32Array
  readonly similarity: Float64Array
  readonly together: Int32Array
  /** Baskets that hold each item. */
  readonly itemCounts: Int32Array
  readonly baskets: number
}

export type CompanionOptions = Work & {
  /** Companions kept for each item, at most; 50 when left out. */
  keep?: number
  /** Baskets that must hold both; 2 when left out. */
  minTogether?: number
}

export type Offer = {
  item: number
  /** Sum of the cosines with the items of the basket: for ordering, not a probability. */
  score: number
  /** The item of the basket that speaks most for it, and the numbers of that pair. */
  because: number
  together: number
  /** P(offer | because) and how many times that is its share in all baskets. */
  confidence: number
  lift: number
}

/**
 * Similarity of items by the cosine of their columns in the table of baskets, c(i, j) / √(c(i)·c(j)) (Sarwar, Karypis, Konstan, Riedl 2001).
 * One pass for each item over the baskets that hold it; memory for the companions kept only. Items in fewer than `minTogether` baskets go with nothing, and are
 * left out first: a basket of many that nobody else bought would cost the square of its size.
 * @throws InvalidInput `empty` for no baskets, `not-positive` for `keep` or `minTogether` below 1
 * @throws Stopped when `signal` is aborted
 */
export function companions(baskets: Baskets, options: CompanionOptions = {}): Companions {
  const { keep = 50, minTogether = 2 } = options
  const { itemCount } = baskets
  const n = basketCount(baskets)
  if (n < 1) throw new InvalidInput('empty', undefined, 'baskets')
  if (!(keep >= 1)) throw new InvalidInput('not-positive', undefined, 'keep')
  if (!(minTogether >= 1)) throw new InvalidInput('not-positive', undefined, 'minTogether')
  const itemCounts = new Int32Array(itemCount)
  for (let i = 0; i < baskets.items.length; i++) itemCounts[baskets.items[i]!]!++
  const { starts, items } = withItems(baskets, (item) => itemCounts[item]! >= minTogether)
  const holders = new Int32Array(itemCount + 1)
  for (let item = 0; item < itemCount; item++) holders[item + 1] = holders[item]! + (itemCounts[item]! >= minTogether ? itemCounts[item]! : 0)
  const holder = new Int32Array(items.length)
  const place = holders.slice()
  for (let row = 0; row < n; row++) for (let i = starts[row]!; i < starts[row + 1]!; i++) holder[place[items[i]!]!++] = row

  const out = { starts: new Int32Array(itemCount + 1), others: [] as number[], similarity: [] as number[], together: [] as number[] }
  const both = new Int32Array(itemCount)
  const likeness = new Float64Array(itemCount)
  for (let item = 0; item < itemCount; item++) {
    if ((item & 255) === 0) {
      goOn(options)
      options.onProgress?.(item / itemCount)
    }
    const touched: number[] = []
    for (let h = holders[item]!; h < holders[item + 1]!; h++) {
      for (let i = starts[holder[h]!]!, end = starts[holder[h]! + 1]!; i < end; i++) if (both[items[i]!]!++ === 0) touched.push(items[i]!)
    }
    const candidates = touched.filter((other) => other !== item && both[other]! >= minTogether)
    for (const other of candidates) likeness[other] = both[other]! / Math.sqrt(itemCounts[item]! * itemCounts[other]!)
    const least = candidates.length > keep ? Float64Array.from(candidates, (other) => likeness[other]!).sort()[candidates.length - keep]! : 0
    const close = candidates.filter((other) => likeness[other]! >= least).sort((a, b) => likeness[b]! - likeness[a]! || a - b)
    for (const other of close.slice(0, keep)) {
      out.others.push(other)
      out.similarity.push(likeness[other]!)
      out.together.push(both[other]!)
    }
    out.starts[item + 1] = out.others.length
    for (const other of touched) both[other] = 0
  }
  options.onProgress?.(1)
  return {
    starts: out.starts,
    others: Int32Array.from(out.others),
    similarity: Float64Array.from(out.similarity),
    together: Int32Array.from(out.together),
    itemCounts,
    baskets: n,
  }
}

/** The same baskets, without the other items. */
function withItems({ starts, items }: Baskets, kept: (item: number) => boolean) {
  const left = { starts: new Int32Array(starts.length), items: new Int32Array(items.length) }
  let size = 0
  for (let row = 0; row + 1 < starts.length; row++) {
    for (let i = starts[row]!; i < starts[row + 1]!; i++) if (kept(items[i]!)) left.items[size++] = items[i]!
    left.starts[row + 1] = size
  }
  return { starts: left.starts, items: left.items.subarray(0, size) }
}

/** Scores baskets one after the other without making anything new but the offers. */
export type AlsoBuy = (basket: ArrayLike<number>, limit?: number) => Offer[]

/**
 * A scorer over companions: for a basket (or all a customer ever bought) the `limit` (10) items not in it with the highest sum of cosines to the
 * items in it. Equal scores keep the order of item numbers. Items unknown to the companions are passed over.
 */
export function alsoBuy(known: Companions): AlsoBuy {
  const itemCount = known.itemCounts.length
  const { starts, others, similarity } = known
  const score = new Float64Array(itemCount)
  const strongest = new Int32Array(itemCount)
  const inBasket = new Uint8Array(itemCount)
  const touched = new Int32Array(itemCount)
  return (basket, limit = 10) => {
    let size = 0
    for (let i = 0; i < basket.length; i++) if (basket[i]! < itemCount) inBasket[basket[i]!] = 1
    for (let i = 0; i < basket.length; i++) {
      const item = basket[i]!
      if (!(item < itemCount)) continue
      for (let c = starts[item]!, end = starts[item + 1]!; c < end; c++) {
        const other = others[c]!
        if (inBasket[other] === 1) continue
        if (score[other] === 0) {
          touched[size++] = other
          strongest[other] = c
        } else if (similarity[c]! > similarity[strongest[other]!]!) strongest[other] = c
        score[other]! += similarity[c]!
      }
    }
    const best: number[] = []
    for (let t = 0; t < size; t++) {
      const item = touched[t]!
      const ahead = (other: number) => score[other]! > score[item]! || (score[other] === score[item] && other < item)
      if (best.length >= limit && ahead(best[best.length - 1]!)) continue
      let at = best.length
      while (at > 0 && !ahead(best[at - 1]!)) at--
      best.splice(at, 0, item)
      if (best.length > limit) best.pop()
    }
    const offers = best.map((item) => offer(known, item, score[item]!, strongest[item]!))
    for (let t = 0; t < size; t++) score[touched[t]!] = 0
    for (let i = 0; i < basket.length; i++) if (basket[i]! < itemCount) inBasket[basket[i]!] = 0
    return offers
  }
}

function offer(known: Companions, item: number, score: number, companion: number): Offer {
  let because = 0
  let high = known.itemCounts.length
  while (high - because > 1) {
    const middle = (because + high) >> 1
    if (known.starts[middle]! <= companion) because = middle
    else high = middle
  }
  const together = known.together[companion]!
  const confidence = together / known.itemCounts[because]!
  return { item, score, because, together, confidence, lift: (confidence * known.baskets) / known.itemCounts[item]! }
}
