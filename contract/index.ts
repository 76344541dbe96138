import { backup } from './backup.ts'
import { customers } from './customers.ts'
import { exchange } from './exchange.ts'
import { feedback } from './feedback.ts'
import { file } from './file.ts'
import { interactions } from './interactions.ts'
import { orders } from './orders.ts'
import { people } from './people.ts'
import { settings } from './settings.ts'

/** Every endpoint of Kesher by method and path. The server mounts it under `/api`. */
export const contract = { ...people, ...settings, ...customers, ...interactions, ...orders, ...feedback, ...file, ...exchange, ...backup } as const
export type ContractOf = typeof contract
export type Key = keyof ContractOf
