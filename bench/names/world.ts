/** A base of customers to search in, made of names people bear; the same every time. */
import { random } from '../../analytics/index.ts'
import { normalise, tokensOf } from '../../names/index.ts'
import { testDataJson } from '../../testing/test-data.ts'
import { type Pair, pairsOf } from './pairs.ts'

export type Script = 'hebrew' | 'latin'
/** The tokens of a customer's name, and what each is in the other script where that is known. */
export type Customer = { tokens: string[]; other?: string[] }
export type World = { asked: Pair[]; all: Pair[]; customers: Customer[] }

type Frequency = { name: string; frequency: number }

/** Draws by weight. */
function drawer<Thing>(things: readonly Thing[], weight: (thing: Thing) => number, next: () => number): () => Thing {
  const sums = new Float64Array(things.length)
  let sum = 0
  for (const [place, thing] of things.entries()) sums[place] = sum += weight(thing)
  return () => {
    const at = next() * sum
    let [low, high] = [0, things.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if (sums[middle]! > at) high = middle
      else low = middle + 1
    }
    return things[low]!
  }
}

/**
 * `size` customers named in one script. Each name of the development part is the family name of one of them. Of the others' family names half are drawn from all
 * pairs alike and half, in Hebrew, from those of the Central Bureau of Statistics by how many people bear them; first names by how many bear them, from the Bureau
 * in Hebrew and from the pairs in Latin.
 */
export function worldOf(script: Script, size: number): World {
  const asked = pairsOf('16')
  const all = [...pairsOf('64'), ...asked]
  const source = random(16)
  const next = () => source.uniform()
  const anyPair = drawer(all, () => 1, next)
  const pairByCount = drawer(all, ({ count }) => count, next)
  const bureau = (file: string) => {
    const draw = drawer(testDataJson<Frequency[]>(`hebrew_names/israel-hebrew-${file}-names.json`), ({ frequency }) => frequency, next)
    return () => normalise(draw().name)
  }
  const [firstName, familyName] = [bureau('first'), bureau('last')]
  const other = script === 'hebrew' ? 'latin' : 'hebrew'
  const customers: Customer[] = asked.map((pair) => {
    const first = pairByCount()
    return { tokens: [first[script], pair[script]], other: [first[other], pair[other]] }
  })
  while (customers.length < size) {
    const first = script === 'hebrew' ? firstName() : pairByCount().latin
    const family = script === 'hebrew' && next() < 0.5 ? familyName() : anyPair()[script]
    const tokens = tokensOf(`${first} ${family}`)
    if (tokens.length > 0) customers.push({ tokens })
  }
  return { asked, all, customers }
}
