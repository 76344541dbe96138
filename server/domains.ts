/**
 * The domains and what each may import, beyond the ground (db, http, jobs, events, contract, words, analytics).
 * Acyclic; `testing/boundaries.test.ts` reads the folders and holds them to it.
 */
export const domains = {
  people: [],
  settings: ['people'],
  customers: ['people', 'settings'],
  interactions: ['customers', 'people', 'settings'],
  orders: ['customers', 'people', 'settings'],
  feedback: ['customers', 'interactions', 'people'],
  file: ['customers', 'interactions', 'orders', 'feedback', 'settings', 'people'],
  insight: ['customers', 'orders', 'interactions', 'feedback', 'file', 'settings', 'people'],
  audit: ['customers', 'people'],
  backup: [],
  exchange: ['customers', 'file', 'people'],
  rights: ['audit', 'customers', 'interactions', 'file', 'exchange', 'people', 'settings'],
} as const satisfies Record<string, readonly string[]>

export type Domain = keyof typeof domains
