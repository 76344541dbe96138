/** A base of customers to search in, made of names people bear; the same every time. */
import { random } from '../../analytics/index.ts'
import { normalise, tokensOf } from '../../names/index.ts'
import { testDataJson } from '../../testing/test-data.ts'
import { byWeight } from './by-weight.ts'
import { type Pair, pairsOf } from './pairs.ts'

export type Script = 'hebrew' | 'latin'
/** The tokens of a customer's name, and what each is in the other script where that is known. */
export type Customer = { tokens: string[]; other?: string[] }
export type World = { asked: Pair[]; all: Pair[]; customers: Customer[] }

type Frequency = { name: string; frequency: number }

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
  const anyPair = byWeight(all, () => 1)
  const pairByCount = byWeight(all, ({ count }) => count)
  const bureau = (file: string) => {
    const draw = byWeight(testDataJson<Frequency[]>(`hebrew_names/israel-hebrew-${file}-names.json`), ({ frequency }) => frequency)
    return () => normalise(draw(next).name)
  }
  const [firstName, familyName] = [bureau('first'), bureau('last')]
  const other = script === 'hebrew' ? 'latin' : 'hebrew'
  const customers: Customer[] = asked.map((pair) => {
    const first = pairByCount(next)
    return { tokens: [first[script], pair[script]], other: [first[other], pair[other]] }
  })
  while (customers.length < size) {
    const first = script === 'hebrew' ? firstName() : pairByCount(next).latin
    const family = script === 'hebrew' && next() < 0.5 ? familyName() : anyPair(next)[script]
    const tokens = tokensOf(`${first} ${family}`)
    if (tokens.length > 0) customers.push({ tokens })
  }
  return { asked, all, customers }
}
