/** Calls the endpoints of the contract. Only their types come into the browser: method and path are the key. */

import type { Reply, Sent } from '../../contract/endpoint.ts'
import type { ContractOf, Key } from '../../contract/index.ts'
import type { ProblemBody } from '../../contract/problems.ts'

/** A refusal, with the body the server sent. Offline is `unavailable`. */
export class Refused extends Error {
  readonly body: ProblemBody
  constructor(body: ProblemBody) {
    super(body.code)
    this.body = body
  }
}

type Needed<Parts> = { [Name in keyof Parts as undefined extends Parts[Name] ? never : Name]: Parts[Name] } & {
  [Name in keyof Parts as undefined extends Parts[Name] ? (Parts[Name] extends undefined ? never : Name) : never]?: Parts[Name]
}
export type Arguments<K extends Key> = Needed<Sent<ContractOf[K]>>
export type Rest<K extends Key> = Record<never, never> extends Arguments<K> ? [sent?: Arguments<K>, options?: Options] : [sent: Arguments<K>, options?: Options]
type Options = { signal?: AbortSignal }

/** Calls one endpoint: `call('GET /customers/:id/file', { params: { id } })`. Throws `Refused`. */
export async function call<K extends Key>(key: K, ...[sent, options]: Rest<K>): Promise<Reply<ContractOf[K]>> {
  const [method, path] = key.split(' ') as [string, string]
  const { params, query, body } = (sent ?? {}) as { params?: Record<string, string>; query?: Record<string, unknown>; body?: unknown }
  const raw = body instanceof Blob
  const answer = await fetch(address(path, params, query), {
    method,
    signal: options?.signal,
    headers: body === undefined ? undefined : { 'content-type': raw ? 'application/octet-stream' : 'application/json' },
    body: body === undefined ? undefined : raw ? body : JSON.stringify(body),
  }).catch((error: Error) => {
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
