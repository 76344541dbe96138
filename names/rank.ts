/** The order in which candidates answer a query. */
import { likenessWhileTyping, type Prepared, prepare } from './likeness.ts'

/** A token that may be meant, and how many customers bear it. */
export type Candidate = { token: string; count?: number }
export type Ranked = { token: string; likeness: number }

/** How much being frequent weighs: little, so that it only decides between spellings about as alike. */
const frequency = 0.06

/** Words come up as candidates again and again, and making one ready costs as much as comparing it. */
const mostReady = 50_000
const ready = new Map<string, Prepared>()

function readied(token: string): Prepared {
  const known = ready.get(token)
  if (known) return known
  if (ready.size >= mostReady) ready.clear()
  const made = prepare(token)
  ready.set(token, made)
  return made
}

/** Candidates by likeness to a normalised token, the most alike first; among nearly equal ones those more customers bear. */
export function rank(query: string, candidates: readonly Candidate[]): Ranked[] {
  const asked = prepare(query)
  return candidates
    .map(({ token, count = 1 }) => {
      const likeness = likenessWhileTyping(asked, readied(token))
      return { token, likeness, weight: likeness >= 0.97 ? likeness * 100 : likeness * (1 + count) ** frequency }
    })
    .sort((a, b) => b.weight - a.weight || (a.token < b.token ? -1 : 1))
    .map(({ token, likeness }) => ({ token, likeness }))
}
