import { randomUUIDv7 } from 'node:crypto'
import type { Visitor } from './journey.ts'

/** So many new customers whose names share a word nobody else's has; returns the word. */
export async function customersNamed(call: Visitor['call'], count: number): Promise<string> {
  const word = `Q${crypto.randomUUID().slice(0, 8)}`
  const teamId = (await call('GET /company')).defaultTeamId ?? undefined
  for (let n = 1; n <= count; n++) {
    await call('POST /customers', { body: { id: randomUUIDv7(), kind: 'organisation', name: `${word} ${n}`, teamId } })
  }
  return word
}
