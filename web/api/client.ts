/** Calls the endpoints of the contract. Only their types come into the browser: method and path are the key. */

import type { Reply, Sent } from '../../contract/endpoint.ts'
import type { ContractOf, Key } from '../../contract/index.ts'
import { sendOnce } from './intent.ts'
import { Refused } from './refused.ts'

export { Refused } from './refused.ts'

let prove = async () => false
let proving: Promise<boolean> | undefined
/** How to let the person prove who they are, where an answer asks for that first; true once they have. */
export const onConfirmFirst = (ask: () => Promise<boolean>) => {
  prove = ask
}

/** A part may be left out where it may be undefined; a query also where nothing in it is required. */
type Free<Name, Part> = undefined extends Part ? true : Name extends 'query' ? (Record<never, never> extends Part ? true : false) : false
type Needed<Parts> = { [Name in keyof Parts as Free<Name, Parts[Name]> extends true ? never : Name]: Parts[Name] } & {
  [Name in keyof Parts as Free<Name, Parts[Name]> extends true ? (Parts[Name] extends undefined ? never : Name) : never]?: Parts[Name]
}
export type Arguments<K extends Key> = Needed<Sent<ContractOf[K]>>
export type Rest<K extends Key> = Record<never, never> extends Arguments<K> ? [sent?: Arguments<K>, options?: Options] : [sent: Arguments<K>, options?: Options]
type Options = {
  signal?: AbortSignal
  /** Names what is intended, where the caller may have to send it again. Every other write gets a name by itself. */
  intent?: string
}

/**
 * Calls one endpoint: `call('GET /customers/:id/file', { params: { id } })`. Throws `Refused`. Where the person must prove
 * first who they are, they are asked, once for all calls that wait for it, and the call is repeated.
 */
export async function call<K extends Key>(...args: [key: K, ...Rest<K>]): Promise<Reply<ContractOf[K]>> {
  try {
    return await request(...args)
  } catch (error) {
    if (!(error instanceof Refused) || error.body.code !== 'confirm-first') throw error
    proving ??= prove().finally(() => {
      proving = undefined
    })
    if (!(await proving)) throw error
    return request(...args)
  }
}

async function request<K extends Key>(key: K, ...[sent, options]: Rest<K>): Promise<Reply<ContractOf[K]>> {
  const [method, path] = key.split(' ') as [string, string]
  const { params, query, body } = (sent ?? {}) as { params?: Record<string, string>; query?: Record<string, unknown>; body?: unknown }
  const place = address(path, params, query)
  const raw = body instanceof Blob
  const said = raw ? body : JSON.stringify(body)
  const send = (headers: Record<string, string>) =>
    answerOf<Reply<ContractOf[K]>>(place, {
      method,
      signal: options?.signal,
      headers: body === undefined ? headers : { ...headers, 'content-type': raw ? bytes : json },
      body: said,
    })
  if (method === 'GET') return send({})
  return sendOnce(`${method} ${place}`, said, options?.intent, (intent) => send({ 'idempotency-key': intent }))
}

const [json, bytes] = ['application/json', 'application/octet-stream']

async function answerOf<Answer>(place: string, sent: RequestInit): Promise<Answer> {
  const answer = await fetch(place, sent).catch((error: Error) => {
    if (error.name === 'AbortError') throw error
    throw new Refused({ code: 'unavailable', status: 0 })
  })
  if (!answer.ok) throw new Refused(await answer.json().catch(() => ({ code: 'unavailable', status: answer.status })))
  return answer.json()
}

/** The address of an endpoint, for links and downloads. */
export function address(path: string, params: Record<string, string> = {}, query: Record<string, unknown> = {}): string {
  const place = `/api${path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))}`
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  return given.length === 0 ? place : `${place}?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`
}
