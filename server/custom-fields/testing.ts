/** Builders: fields as an administrator adds them. */
import { randomUUIDv7 } from 'node:crypto'
import type { Sent } from '../../contract/endpoint.ts'
import type { ContractOf } from '../../contract/index.ts'
import type { Browser } from '../../testing/kesher.ts'

type Wishes = Partial<Sent<ContractOf['POST /custom-fields']>['body']>

/** A field of customers named `motto`, a text, unless told otherwise; the one there is if there is one of that name. */
export async function newField(boss: Browser, wishes: Wishes = {}) {
  const { subject = 'customer', key = 'motto' } = wishes
  const before = (await boss.call('GET /custom-fields', { query: { subject } })).find((field) => field.key === key)
  if (before) return before
  return boss.call('POST /custom-fields', {
    body: { id: randomUUIDv7(), subject, key, type: 'text', label: { he: 'מוטו', en: 'Motto' }, ...wishes },
  })
}
