/** Whether a caller may use an endpoint at all. What they see through it is decided by the file. */
import type { Endpoint } from '../../contract/endpoint.ts'
import type { KeyScope } from '../../contract/key-scopes.ts'
import type { Db } from '../db/connect.ts'
import type { House } from '../house.ts'
import { subscriberOf } from './internet.ts'
import { allowances, isDoor } from './limits.ts'
import { Problem } from './problem.ts'
import { type Caller, type Credential, callerOf } from './session.ts'

/** How long a person who proved who they are is taken at their word. */
export const confirmedFor = 10 * 60_000

export type Asked = { key: string; entry: Endpoint; scope: KeyScope | null; reading: boolean }

/** What is known of who asks, once it is: the log tells whom an answer was given to. */
export type Asking = { ip: string; person: string | null }

/** Who asks, if they may; else a refusal. What changed a moment ago is asked of the database before anybody is sent to prove themselves. */
export async function admit(house: House, asked: Asked, credential: Credential | null, asking: Asking): Promise<Caller | null> {
  const { ip: address } = asking
  if (isDoor(asked.key, asked.entry)) house.rates.pay(`door ${subscriberOf(address)}`, allowances.door)
  const known = credential && (await callerOf(house, credential, { address }))
  asking.person = known?.actor.id ?? null
  if (known) house.rates.pay(`person ${known.actor.id}`, allowances.person)
  else house.rates.pay(`stranger ${subscriberOf(address)}`, allowances.stranger)
  const refusal = refusalOf(asked, known, house.now())
  if (!refusal) return known
  if (!credential || !['confirm-first', 'second-factor-needed'].includes(refusal.code)) throw refusal
  const now = await callerOf(house, credential, { address, afresh: true })
  const still = refusalOf(asked, now, house.now())
  if (still) throw still
  return now
}

function refusalOf({ entry, scope }: Asked, caller: Caller | null, now: Date): Problem | null {
  if (entry.for === 'everyone') return null
  if (!caller) return new Problem('not-signed-in')
  if (entry.for !== 'signed-in' && !entry.for.includes(caller.actor.role)) return new Problem('not-allowed')
  const { session, key } = caller
  if (key) return scope && key.scopes.includes(scope) ? null : new Problem('not-allowed')
  if (session?.lacksFactor && !entry.beforeSecondFactor) return new Problem('second-factor-needed')
  if (entry.confirm && now.getTime() - Date.parse(session?.confirmedAt ?? '1970-01-01') > confirmedFor) return new Problem('confirm-first')
  return null
}

/** Notes that the person of this session has just proved who they are. */
export const noteConfirmed = (tx: Db, sessionId: string, now: Date) =>
  tx.updateTable('sessions').set({ confirmedAt: now }).where('id', '=', sessionId).execute()
