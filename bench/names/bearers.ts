/**
 * The names of the bench's customers. A company of a million customers knows tens of thousands of different names, most of them rare, and a search has to tell them
 * apart; the demo company's hundred families say nothing of that. So names are drawn as people bear them, where the data for it is present.
 */
import { businessName, type PersonName, personName, type Trade } from '../../server/demo/names.ts'
import type { Town } from '../../server/demo/places.ts'
import type { Random } from '../../server/demo/random.ts'
import { present, testDataJson } from '../../testing/test-data.ts'
import { byWeight } from './by-weight.ts'
import { pairsOf } from './pairs.ts'

type Written = { name: string; latin: string }
type Bearers = { first(chance: Random): Written; family(chance: Random): Written; foreign(chance: Random): Written }

/** Whether names are drawn as people bear them, or are the demo company's. */
export const asBorne = present('hebrew_names/israel-hebrew-last-names.json', 'hebrew_translit/wd_hebrew_64')
const bearers = asBorne ? read() : null

/** First and family names of the Central Bureau of Statistics by how many bear them, each with its Latin spelling where the pairs know one; foreign ones are Latin, all pairs alike. */
function read(): Bearers {
  const pairs = [...pairsOf('64'), ...pairsOf('16')]
  const latinOf = new Map<string, string>()
  for (const { hebrew, latin } of pairs.toSorted((a, b) => a.count - b.count)) latinOf.set(hebrew, capital(latin))
  const bureau = (kind: 'first' | 'last') => {
    const names = testDataJson<{ name: string; frequency: number }[]>(`hebrew_names/israel-hebrew-${kind}-names.json`)
    const draw = byWeight(names, ({ frequency }) => frequency)
    return (chance: Random) => {
      const { name } = draw(chance.next)
      return { name, latin: latinOf.get(name.replaceAll(' ', '')) ?? '' }
    }
  }
  const foreign = (chance: Random) => {
    const [first, family] = [chance.pick(pairs), chance.pick(pairs)]
    return { name: `${capital(first.latin)} ${capital(family.latin)}`, latin: `${first.hebrew} ${family.hebrew}` }
  }
  return { first: bureau('first'), family: bureau('last'), foreign }
}

function capital(word: string) {
  return `${word[0]!.toUpperCase()}${word.slice(1)}`
}

/** The other spelling of a whole, as far as that of each part is known. */
const both = (one: Written, two: Written): Written => ({
  name: `${one.name} ${two.name}`,
  latin: one.latin && two.latin && `${one.latin} ${two.latin}`,
})

/** A person; one of ten is foreign, and `name` is then Latin and `latin` Hebrew, as it is the other spelling. */
export function benchPerson(chance: Random): PersonName {
  const person = personName(chance)
  if (!bearers) return person
  return { ...person, ...(chance.chance(0.1) ? bearers.foreign(chance) : both(bearers.first(chance), bearers.family(chance))) }
}

/** A business; most bear the name of a family. */
export function benchBusiness(chance: Random, trade: Trade, town: Town): Written {
  const business = businessName(chance, trade, town)
  if (!bearers || chance.chance(0.4)) return business
  return both(chance.pick(trade.names), bearers.family(chance))
}
