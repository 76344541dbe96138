import { call } from '../../api/client.ts'

/** Customers for what was typed, each once. */
export async function findCustomer(text: string, signal: AbortSignal) {
  if (!text.trim()) return []
  const found = await call('GET /search', { query: { q: text, limit: 8 } }, { signal })
  const once = new Map(found.map((one) => [one.customerId, one]))
  return [...once.values()].map(({ customerId, name }) => ({ id: customerId, label: name }))
}
