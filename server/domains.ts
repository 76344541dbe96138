/**
 * The domains and what each may import, beyond the ground (db, http, jobs, events, contract, words, analytics).
 * Acyclic; `testing/boundaries.test.ts` reads the folders and holds them to it.
 */
export const domains = {
  people: [],
  settings: ['people'],
  'custom-fields': [],
  customers: ['custom-fields', 'people', 'settings'],
  duplicates: ['customers'],
  interactions: ['custom-fields', 'customers', 'people', 'settings'],
  orders: ['custom-fields', 'customers', 'people', 'settings'],
  feedback: ['customers', 'interactions', 'people'],
  file: ['custom-fields', 'customers', 'interactions', 'orders', 'feedback', 'settings', 'people'],
  merging: ['customers'],
  audit: ['customers', 'people'],
  backup: [],
  exchange: ['custom-fields', 'customers', 'duplicates', 'file', 'people'],
  insight: ['customers', 'orders', 'interactions', 'feedback', 'file', 'exchange', 'settings', 'people'],
  rights: ['duplicates', 'merging', 'audit', 'custom-fields', 'customers', 'interactions', 'file', 'exchange', 'people', 'settings'],
} as const satisfies Record<string, readonly string[]>

export type Domain = keyof typeof domains
