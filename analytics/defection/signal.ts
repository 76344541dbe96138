/** Signals of defection: a dated, explained reading per customer. */
import type { Histories } from '../summaries/transactions.ts'

/** What a signal says of one customer on the day of the cutoff. */
export type Reading = {
  customer: number
  /** The size of what is seen, in the signal's own unit: a ratio above 1, or below, as its function says. */
  value: number
  /** How surely something has changed, or will: in [0, 1], higher is worse. */
  probability: number
  /** The numbers behind the sentence. */
  evidence: Record<string, number>
}

/** Reads everybody it can judge, from what was known at the end of the `cutoff` day; customers with too little history are left out. */
export type Signal = (histories: Histories, cutoff: number) => Reading[]
