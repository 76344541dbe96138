/**
 * How relationships weaken in the demo world, and when: what an early warning has to find.
 * Each planted weakening is known as data, so that warnings can be tested against it.
 */
import { cast } from './cast.ts'
import { random } from './random.ts'

export const ways = [
  'orders-shrink',
  'gap-grows',
  'cycle-lengthens',
  'category-leaves',
  'price-comparison',
  'silence',
  'score-falls',
  'complaint-unresolved',
  'contact-changed',
  'owner-changed',
  'competitor-contact',
  'debt',
  'orders-stop',
  'promise-broken',
  'wish-unanswered',
] as const
export type Way = (typeof ways)[number]

export type Weakening = { way: Way /** The day it began, in days before the world's present. */; ago: number }

const oneIn = 4

/** What happens to customer number `n`, if anything does. Only who has been with us for a year and a half can weaken visibly. */
export function weakeningOf(seed: string, n: number, openedAgo: number): Weakening | null {
  const named = cast[n]
  if (named) return named.weakens
  if (n % oneIn !== 0 || openedAgo < 550) return null
  return { way: ways[(n / oneIn) % ways.length]!, ago: random(`${seed}/weakening`, n).int(90, 240) }
}
