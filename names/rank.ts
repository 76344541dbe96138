/** The order in which candidates answer a query. */
import { likenessWhileTyping, type Prepared, prepare } from './likeness.ts'

/** A token that may be meant, and how many customers bear it. */
export type Candidate = { token: string; count?: number }
export type Ranked = { token: string; likeness: number }

/** Which candidates are wanted. */
export type Wanted = {
  /** So many of the best. */
  most?: number
  /** No less alike than this: those in the script of the query, and those in another. */
  least?: { within: number; across: number }
  /** Nor than this share of the most alike. */
  beside?: number
}

/** How much being frequent weighs: little, so that it only decides between spellings about as alike. */
const frequency = 0.06

/** Words come up as candidates again and again, and making one ready costs as much as comparing it. */
const mostReady = 20_000
const ready = new Map<string, Prepared>()

function readied(token: string): Prepared {
  const known = ready.get(token)
  if (known) return known
  if (ready.size >= mostReady) ready.clear()
  const made = prepare(token)
  ready.set(token, made)
  return made
}

const anyLikeness = { within: 0, across: 0 }

type Weighed = Ranked & { weight: number }
const inOrder = (a: Weighed, b: Weighed) => b.weight - a.weight || (a.token < b.token ? -1 : 1)

/**
 * Candidates by likeness to a normalised token, the most alike first; among nearly equal ones those more customers bear. Who is not wanted is not compared to the
 * end: the bar rises with what was found.
 */
export function rank(
  query: string,
  candidates: readonly Candidate[],
  { most = Number.POSITIVE_INFINITY, least = anyLikeness, beside = 0 }: Wanted = {},
): Ranked[] {
  const asked = prepare(query)
  let found: Weighed[] = []
  let [top, lightest] = [0, 0]
  for (const { token, count = 1 } of candidates) {
    const often = (1 + count) ** frequency
    const candidate = readied(token)
    const bar = Math.max(candidate.script === asked.script ? least.within : least.across, beside * top, lightest / often)
    const likeness = likenessWhileTyping(asked, candidate, bar)
    if (likeness < bar) continue
    if (likeness > top) top = likeness
    found.push({ token, likeness, weight: likeness >= 0.97 ? likeness * 100 : likeness * often })
    if (found.length < 2 * most) continue
    found = found.sort(inOrder).slice(0, most)
    lightest = found.at(-1)!.weight
  }
  return found
    .sort(inOrder)
    .filter(({ likeness }) => likeness >= beside * top)
    .slice(0, most)
    .map(({ token, likeness }) => ({ token, likeness }))
}
