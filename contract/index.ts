import { audit } from './audit.ts'
import { backup } from './backup.ts'
import { customFields } from './custom-fields.ts'
import { customers } from './customers.ts'
import { duplicates } from './duplicates.ts'
import type { Contract, Endpoint } from './endpoint.ts'
import { exchange } from './exchange.ts'
import { feedback } from './feedback.ts'
import { file } from './file.ts'
import { insight as insightOfFiles } from './insight.ts'
import { insightPages } from './insight-pages.ts'
import { interactions } from './interactions.ts'
import type { KeyDomain, KeyScope } from './key-scopes.ts'
import { merging } from './merging.ts'
import { orders } from './orders.ts'
import { people } from './people.ts'
import { rights } from './rights.ts'
import { settings } from './settings.ts'
import { signIn } from './sign-in.ts'

const insight = { ...insightOfFiles, ...insightPages } as const

/** The endpoints of each domain whose doings an API key can be given. */
const domains = {
  people,
  settings: { ...settings, ...customFields },
  customers: { ...customers, ...merging, ...duplicates },
  interactions,
  orders,
  feedback,
  file,
  insight,
  exchange,
  audit,
} as const satisfies Record<KeyDomain, Contract>

/** Every endpoint of Kesher by method and path. The server mounts it under `/api`. */
export const contract = {
  ...people,
  ...signIn,
  ...settings,
  ...customFields,
  ...customers,
  ...merging,
  ...duplicates,
  ...interactions,
  ...orders,
  ...feedback,
  ...file,
  ...insight,
  ...exchange,
  ...backup,
  ...audit,
  ...rights,
} as const
export type ContractOf = typeof contract
export type Key = keyof ContractOf

const domainOf = new Map(Object.entries(domains).flatMap(([domain, endpoints]) => Object.keys(endpoints).map((key) => [key, domain as KeyDomain])))

/**
 * The scope a key must have for an endpoint; null where no key has any business: with what belongs to a person at a screen,
 * and with writing what a person must confirm.
 */
export function scopeOf(key: Key): KeyScope | null {
  const domain = domainOf.get(key)
  const entry: Endpoint = contract[key]
  const reading = key.startsWith('GET ')
  if (!domain || entry.inPerson || (entry.confirm && !reading)) return null
  return `${domain}:${reading ? 'read' : 'write'}`
}
