/**
 * Which pairs are compared at all: those that share a block. Work grows with the number of entries, for no block is larger than `largest`.
 *
 * Every entry has keys: its tax id, its phones, its e-mails, its birth date, the sound of each word of its name, its postcode, the words of its address. A small base
 * lives well with each of these alone. In a large one the block of a common name is cut by second keys (the other words of the name, the city, the year of birth …),
 * twice if need be; of what is still too large each entry is compared with its nearest neighbours in the order of names. And no entry is in more than so many pairs.
 *
 * Fellegi & Sunter (1969), section 3.4; Hernández & Stolfo (1995), "The merge/purge problem for large databases", for the sorted neighbourhood.
 */
import { apart, type Base } from './base.ts'

export const largest = 48
const neighbours = 4
/**
 * Pairs an entry is in, at most, beyond those of small blocks. Blocks are gone through from the small to the large, so that what few share comes first, and a name many
 * have leads to no more comparisons than one that few have. In a small base more can be afforded.
 */
export const fewestPairs = 48
const affordable = 4_800_000
const mostPairs = (entries: number) => Math.max(fewestPairs, Math.floor(affordable / Math.max(1, entries)))
/** Up to so many entries a block is small; and from the next bound on it is cut. */
const classes = [6, largest, Number.POSITIVE_INFINITY] as const
/** Keys of one word: its most probable sounds. */
const soundsKept = 2
/** A word more entries than this share have in their address is no key. */
const commonShare = 0.02
const commonLeast = 200

/** Entries keyed by more than this take the first ones. */
const mostKeys = 40
const mostCuts = 12

/** A different number for each kind of key. */
const kinds = { taxId: 1, phone: 2, email: 3, birthDate: 4, name: 5, postcode: 6, address: 7, city: 8, birthYear: 9 } as const

/** 32 bits that look random (the finaliser of MurmurHash3). */
function mixed(one: number, other: number): number {
  let hash = Math.imul(one, 0x9e3779b1) ^ Math.imul(other, 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** How far it came: of how many keys. */
export type Step = { done: number; total: number }
const keysAtOnce = 20_000

/** A pair of entries that share a block. */
type Take = (one: number, other: number) => void

type Sorted = { entries: Float64Array; span: number }

export class Blocks {
  readonly base: Base
  readonly #common: number
  #sorted: Sorted | undefined
  readonly #given: Uint32Array
  readonly #most: number
  /** Pairs given, and entries that were compared with their neighbours only. */
  pairs = 0
  crowded = 0

  constructor(base: Base) {
    this.base = base
    this.#most = mostPairs(base.length)
    this.#given = new Uint32Array(base.length)
    this.#common = Math.max(commonLeast, commonShare * base.length)
  }

  /** The first keys of an entry. */
  keys(row: number): number[] {
    const { base } = this
    const found: number[] = []
    const add = (key: number) => {
      if (found.length < mostKeys && !found.includes(key)) found.push(key)
    }
    for (const value of base.taxIds.of(row)) add(mixed(value, kinds.taxId))
    for (const value of base.phones.of(row)) add(mixed(value, kinds.phone))
    for (const value of base.emails.of(row)) add(mixed(value, kinds.email))
    for (const value of base.birthDates.of(row)) add(mixed(value, kinds.birthDate))
    for (const word of base.names.of(row)) if (word !== apart) for (const sound of base.sounds(word).slice(0, soundsKept)) add(mixed(sound, kinds.name))
    for (const value of base.postcodes.of(row)) add(mixed(value, kinds.postcode))
    for (const word of base.addresses.of(row)) if (base.words.addresses.bearers[word]! <= this.#common) add(mixed(word, kinds.address))
    return found
  }

  /** What a block too large is cut by: for the first cut everything, for the second place and birth. */
  #cuts(row: number, depth: number): number[] {
    const { base } = this
    const found: number[] = []
    for (const value of base.cities.of(row)) found.push(mixed(value, kinds.city))
    for (const value of base.birthDates.of(row)) found.push(mixed(Number(base.words.birthDates.values[value]!.slice(0, 4)), kinds.birthYear))
    for (const value of base.postcodes.of(row)) found.push(mixed(value, kinds.postcode))
    for (const word of base.addresses.of(row)) if (base.words.addresses.bearers[word]! <= this.#common) found.push(mixed(word, kinds.address))
    for (const word of base.names.of(row))
      if (word !== apart) for (const sound of base.sounds(word).slice(0, depth === 0 ? 2 : 1)) found.push(mixed(sound, kinds.name))
    return [...new Set(found)].slice(0, mostCuts)
  }

  /**
   * Keys of all entries, sorted, so that a block is a run of equal ones. Key and entry share a number: the entry below, as many bits of the key as fit above it.
   * Two keys that fall together only make a block with pairs in it that are compared in vain.
   */
  sorted(): Sorted {
    this.#sorted ??= this.#sort()
    return this.#sorted
  }

  #sort(): Sorted {
    const span = 2 ** Math.ceil(Math.log2(this.base.length + 1))
    let entries = new Float64Array(8 * this.base.length)
    let length = 0
    for (let row = 0; row < this.base.length; row++) {
      for (const key of this.keys(row)) {
        if (length === entries.length) {
          const wider = new Float64Array(Math.ceil(1.5 * length))
          wider.set(entries)
          entries = wider
        }
        entries[length++] = keyed(key, row, span)
      }
    }
    return { entries: entries.subarray(0, length).sort(), span }
  }

  /** All pairs, block by block from the small to the large; stops to tell how far it came. */
  *through(take: Take): Generator<Step> {
    this.pairs = 0
    this.crowded = 0
    this.#given.fill(0)
    const { entries, span } = this.sorted()
    const total = entries.length * classes.length
    let told = 0
    let least = 1
    for (const [pass, most] of classes.entries()) {
      for (const [from, to] of runs(entries, span)) {
        if (to - from <= least || to - from > most) continue
        this.pairsOf(
          Uint32Array.from(entries.subarray(from, to), (entry) => entry % span),
          take,
        )
        const done = pass * entries.length + to
        if (done - told < keysAtOnce) continue
        told = done
        yield { done, total }
      }
      least = most
    }
    yield { done: total, total: Math.max(1, total) }
  }

  /** The pairs of one block, or of what it is cut into. */
  pairsOf(rows: Uint32Array, take: Take, depth = 0, key = 0): void {
    if (rows.length <= largest) {
      for (let i = 1; i < rows.length; i++) for (let j = 0; j < i; j++) this.#give(rows[j]!, rows[i]!, rows.length <= classes[0], take)
      return
    }
    const left = rows.filter((row) => this.#given[row]! < this.#most)
    if (left.length < rows.length) this.pairsOf(left, take, depth, key)
    else if (depth === 2) this.#neighbours(rows, take)
    else this.#cut(rows, take, depth, key)
  }

  #cut(rows: Uint32Array, take: Take, depth: number, key: number) {
    const span = 2 ** Math.ceil(Math.log2(rows.length + 1))
    const cut: number[] = []
    // A cut by what all of them share would cut nothing.
    for (let place = 0; place < rows.length; place++) for (const by of this.#cuts(rows[place]!, depth)) if (by !== key) cut.push(keyed(by, place, span))
    const entries = Float64Array.from(cut).sort()
    for (const [from, to] of runs(entries, span)) {
      if (to - from === rows.length && depth > 0) continue
      const part = Uint32Array.from(entries.subarray(from, to), (entry) => rows[entry % span]!)
      this.pairsOf(part, take, depth + 1, Math.floor(entries[from]! / span))
    }
  }

  #give(one: number, other: number, always: boolean, take: Take) {
    if (!always && this.#given[one]! >= this.#most && this.#given[other]! >= this.#most) return
    this.#given[one]!++
    this.#given[other]!++
    this.pairs++
    take(one, other)
  }

  #neighbours(rows: Uint32Array, take: Take) {
    this.crowded += rows.length
    const { names, words } = this.base
    const nameOf = (row: number) => names.of(row).reduce((text, word) => `${text} ${words.names.values[word]!}`, '')
    const inOrder = [...rows].map((row) => ({ row, name: nameOf(row) })).sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.row - b.row))
    for (let i = 0; i < inOrder.length; i++) {
      for (let j = i + 1; j <= Math.min(inOrder.length - 1, i + neighbours); j++) {
        const [one, other] = [inOrder[i]!.row, inOrder[j]!.row]
        this.#give(Math.min(one, other), Math.max(one, other), false, take)
      }
    }
  }
}

const bitsExact = 53
const keyed = (key: number, row: number, span: number) => Math.floor(key / 2 ** Math.max(0, 32 + Math.log2(span) - bitsExact)) * span + row

/** Runs of two and more entries with one key. */
function* runs(entries: Float64Array, span: number): Generator<readonly [from: number, to: number]> {
  for (let from = 0; from < entries.length; ) {
    const key = Math.floor(entries[from]! / span)
    let to = from + 1
    while (to < entries.length && Math.floor(entries[to]! / span) === key) to++
    if (to - from > 1) yield [from, to]
    from = to
  }
}
