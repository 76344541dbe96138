/** The kinds of signal there are. Apart from the shapes, so that a screen can list them without the validator. */
import type { GuardedField } from './access.ts'

export const signalKinds = [
  'order-silence',
  'gap-grows',
  'orders-shrink',
  'category-moved',
  'cycle-lengthens',
  'contact-silence',
  'score-fell',
  'complaint-unanswered',
  'wish-unanswered',
  'promise-broken',
  'debt',
  'contact-changed',
  'owner-changed',
  'price-comparison',
  'competitor-contact',
] as const
export type SignalKind = (typeof signalKinds)[number]

/** Signals that tell of what is kept from some roles, and so are kept from them whole. */
export const guardedKinds: Partial<Record<SignalKind, GuardedField>> = { 'orders-shrink': 'amounts', 'debt': 'finances' }
