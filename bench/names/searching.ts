/** What the measurements share: where things were found, customers by the words of their names, and errors of typing. */
import { type Ranked, rank } from '../../names/index.ts'
import type { Index } from './index-of-tokens.ts'
import type { Customer, Script } from './world.ts'

export type Answer = { ranked: Ranked[]; reached: ReadonlySet<string>; considered: number }
export type Search = (token: string) => Answer

/** As Kesher searches: what shares a key, and unless the very word is there, what is one error away too. */
export const byKeys =
  (index: Index): Search =>
  (token) => {
    const near = index.find(token)
    const ranked = rank(token, near)
    if (ranked[0]?.likeness === 1) return { ranked, reached: new Set(near.map((candidate) => candidate.token)), considered: near.length }
    const wide = index.findFuzzy(token)
    return { ranked: rank(token, wide), reached: new Set(wide.map((candidate) => candidate.token)), considered: wide.length }
  }

/** Counts at which place what was meant was found: recall at 1, 5 and 10. */
export class Found {
  asked = 0
  private at1 = 0
  private at5 = 0
  private at10 = 0
  /** The place from 0, or −1. */
  add(place: number) {
    this.asked++
    if (place < 0) return
    if (place < 1) this.at1++
    if (place < 5) this.at5++
    if (place < 10) this.at10++
  }
  shares() {
    const share = (count: number) => Number((count / this.asked).toFixed(4))
    return { at1: share(this.at1), at5: share(this.at5), at10: share(this.at10) }
  }
}

/** Ten customers by the words asked for: the best token of each word that stands in the name counts, and all words together. */
export function customersBy(customers: readonly Customer[]) {
  const places = new Map<string, number[]>()
  for (const [place, { tokens }] of customers.entries()) {
    for (const token of new Set(tokens)) {
      const found = places.get(token)
      if (found) found.push(place)
      else places.set(token, [place])
    }
  }
  return (words: readonly Ranked[][]): number[] => {
    const scores = new Map<number, number>()
    for (const word of words) {
      const best = new Map<number, number>()
      for (const { token, likeness } of word.slice(0, 30))
        for (const place of places.get(token) ?? []) best.set(place, Math.max(best.get(place) ?? 0, likeness))
      for (const [place, likeness] of best) scores.set(place, (scores.get(place) ?? 0) + likeness)
    }
    return [...scores]
      .sort((a, b) => b[1] - a[1] || a[0] - b[0])
      .slice(0, 10)
      .map(([place]) => place)
  }
}

const letters: Record<Script, string> = { latin: 'abcdefghijklmnopqrstuvwxyz', hebrew: 'אבגדהוזחטיכלמנסעפצקרשת' }

/** A token with one letter changed, left out, added, or exchanged with the next. */
export function misspelled(token: string, script: Script, below: (n: number) => number): string {
  const at = below(token.length - 1)
  const letter = letters[script][below(letters[script].length)]!
  switch (below(4)) {
    case 0:
      return token.slice(0, at) + letter + token.slice(at + 1)
    case 1:
      return token.slice(0, at) + token.slice(at + 1)
    case 2:
      return token.slice(0, at) + letter + token.slice(at)
    default:
      return token.slice(0, at) + token[at + 1]! + token[at]! + token.slice(at + 2)
  }
}
