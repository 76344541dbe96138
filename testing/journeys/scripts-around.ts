/** Texts that try to run, where they come in other than by a person's typing into a file: imports, attachments, our own people, teams, custom words. */
import { randomUUIDv7 } from 'node:crypto'
import { expect } from 'vitest'
import type { ImportKind } from '../../contract/exchange.ts'
import type { Visitor } from './journey.ts'

type Call = Visitor['call']

/** Attachments named so, and a look at one that is recorded. */
export async function attachNamed(call: Call, customerId: string, texts: readonly string[]) {
  const body = { id: randomUUIDv7(), channel: 'email' as const, direction: 'in' as const, body: 'Two files' }
  await call('POST /customers/:id/interactions', { params: { id: customerId }, body })
  for (const text of texts) {
    const params = { id: customerId, partId: body.id }
    await call('POST /customers/:id/interactions/:partId/attachments', { params, query: { name: text.slice(0, 200) }, body: Buffer.from(text) as never })
  }
}

/** Our own people, teams and words. Who asks is called so too: their name stands in the audit log. */
export async function nameHouse(call: Call, next: (longest?: number) => string) {
  const tail = randomUUIDv7().slice(-8)
  await call('PATCH /me', { body: { name: next(120) } })
  const team = await call('POST /teams', { body: { name: `${tail}${next(70)}` } })
  await call('POST /users', { body: { email: `${tail}@carmel.example`, name: next(120), role: 'rep', teamIds: [team.id] } })
  const label = { he: next(80), en: next(80) }
  await call('POST /custom-fields', {
    body: { id: randomUUIDv7(), subject: 'customer', key: `of${tail}`, type: 'text', label, help: { he: next(300), en: next(300) } },
  })
  return { key: `of${tail}` }
}

/** Everything a file to import can bring. Returns the file of the customer that came with it, and the imports themselves. */
export async function importAll(call: Call, next: (longest?: number) => string) {
  const ref = randomUUIDv7().slice(-10)
  const files: [ImportKind, Record<string, string>][] = [
    ['customers', { ref, name: next(), otherName: next(), city: next(100), country: next(100), tags: next(40).replaceAll(/[,;]/g, ''), address: next() }],
    ['contacts', { customerRef: ref, name: next(), jobTitle: next(100), contactRole: next(60), note: next() }],
    ['products', { sku: ref, name: next(), category: next(100) }],
    ['orders', { number: ref, orderedAt: '2026-01-02', customerRef: ref, sku: ref, quantity: '1', amount: '5' }],
    ['interactions', { customerRef: ref, occurredAt: '2026-01-02', channel: 'email', subject: next(), body: next() }],
  ]
  const imports: string[] = []
  for (const [kind, cells] of files) {
    const columns = Object.fromEntries(Object.keys(cells).map((field, place) => [field, place]))
    // The heading row is text from outside as well, and so is the name of the file.
    const rows = [Object.keys(cells).map((field) => `${field} ${next(60)}`), Object.values(cells)]
    const text = rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n')
    const { id } = await call('POST /imports', { query: { name: next(200), kind }, body: Buffer.from(text) as never })
    const { mapping } = await call('GET /imports/:id/inspection', { params: { id } })
    await call('POST /imports/:id/run', { params: { id }, body: { kind, mapping: { ...mapping, delimiter: ',', header: true, columns } } })
    await expect.poll(async () => (await call('GET /imports/:id', { params: { id } })).state, { timeout: 30_000 }).toBe('imported')
    imports.push(id)
  }
  const { items } = await call('GET /customers', { query: { search: ref } })
  return { id: items[0]!.id, imports }
}
