/** The plain search to be better than: similarity of trigrams as PostgreSQL's pg_trgm counts it, with its own threshold. */
import type { Candidate } from '../../names/index.ts'
import type { Search } from './searching.ts'

const threshold = 0.3

const trigrams = (token: string) => {
  const padded = `  ${token} `
  return new Set(Array.from({ length: padded.length - 2 }, (_, at) => padded.slice(at, at + 3)))
}

export function trigramsOf(tokens: readonly Candidate[]): Search {
  const sizes = tokens.map(({ token }) => trigrams(token).size)
  const places = new Map<string, number[]>()
  for (const [place, { token }] of tokens.entries()) {
    for (const trigram of trigrams(token)) {
      const found = places.get(trigram)
      if (found) found.push(place)
      else places.set(trigram, [place])
    }
  }
  return (token) => {
    const asked = trigrams(token)
    const shared = new Map<number, number>()
    for (const trigram of asked) for (const place of places.get(trigram) ?? []) shared.set(place, (shared.get(place) ?? 0) + 1)
    const ranked = [...shared]
      .map(([place, count]) => ({ token: tokens[place]!.token, likeness: count / (asked.size + sizes[place]! - count) }))
      .filter(({ likeness }) => likeness >= threshold)
      .sort((a, b) => b.likeness - a.likeness || (a.token < b.token ? -1 : 1))
    return { ranked, reached: new Set(ranked.map((found) => found.token)), considered: shared.size }
  }
}
