/** What the database does for a search, in memory: a dictionary of the distinct tokens, found by equality of keys. */
import { type Candidate, fuzzyKeysOf, keysOf } from '../../names/index.ts'

export type Index = { tokens: Candidate[]; keys: number; count(token: string): number; find(token: string): Candidate[]; findFuzzy(token: string): Candidate[] }

export function indexOf(tokens: Iterable<readonly string[]>): Index {
  const counts = new Map<string, number>()
  for (const name of tokens) for (const token of new Set(name)) counts.set(token, (counts.get(token) ?? 0) + 1)
  const candidates = [...counts].map(([token, count]) => ({ token, count }))
  const places = new Map<string, Candidate[]>()
  let keys = 0
  for (const candidate of candidates) {
    for (const key of [...keysOf(candidate.token), ...fuzzyKeysOf(candidate.token)]) {
      keys++
      const place = places.get(key)
      if (place) place.push(candidate)
      else places.set(key, [candidate])
    }
  }
  const by = (keys: readonly string[]) => [...new Set(keys.flatMap((key) => places.get(key) ?? []))]
  return {
    tokens: candidates,
    keys,
    count: (token) => counts.get(token) ?? 0,
    find: (token) => by(keysOf(token)),
    findFuzzy: (token) => by([...keysOf(token), ...fuzzyKeysOf(token)]),
  }
}
