/** The order in which candidates answer a query. */
import { likenessWhileTyping, prepare } from './likeness.ts'

/** A token that may be meant, and how many customers bear it. */
export type Candidate = { token: string; count?: number }
export type Ranked = { token: string; likeness: number }

/** How much being frequent weighs: little, so that it only decides between spellings about as alike. */
const frequency = 0.06

/** Candidates by likeness to a normalised token, the most alike first; among nearly equal ones those more customers bear. */
export function rank(query: string, candidates: readonly Candidate[]): Ranked[] {
  const asked = prepare(query)
  return candidates
    .map(({ token, count = 1 }) => {
      const likeness = likenessWhileTyping(asked, prepare(token))
      return { token, likeness, weight: likeness >= 0.97 ? likeness * 100 : likeness * (1 + count) ** frequency }
    })
    .sort((a, b) => b.weight - a.weight || (a.token < b.token ? -1 : 1))
    .map(({ token, likeness }) => ({ token, likeness }))
}
