/** What one endpoint promises. The key of an entry is its method and path: `'GET /customers/:id'`. */
import type { z } from 'zod'
import type { ProblemCode } from './problems.ts'

export const roles = ['rep', 'manager', 'marketer', 'trainer', 'administrator', 'consultant'] as const
export type Role = (typeof roles)[number]

type Shape = z.ZodType
export type Endpoint = {
  summary: string
  /** Who may call it at all. What they see through it is decided by the file. */
  for: 'everyone' | 'signed-in' | readonly Role[]
  /** The person must have proved who they are within the last ten minutes; else `confirm-first`. No key writes here. */
  confirm?: true
  /** Only for a person at a screen, never by a key. */
  inPerson?: true
  /** Also for somebody who still owes the company a second factor. */
  beforeSecondFactor?: true
  params?: Shape
  query?: Shape
  /** A JSON body, or `upload` for raw bytes of any type. */
  body?: Shape | 'upload'
  /** The most bytes an `upload` may have. */
  largest?: number
  /** A JSON answer, or `download` for bytes. */
  reply: Shape | 'download'
  /** Beyond those any endpoint may answer (invalid, too-large, slow-down, not-signed-in, not-allowed, confirm-first, second-factor-needed, key-reused, unavailable, no-room, unexpected). */
  problems?: readonly ProblemCode[]
}

export type Contract = Record<`${'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'} /${string}`, Endpoint>

type In<Part> = Part extends z.ZodType ? z.input<Part> : Part extends 'upload' ? Blob | Uint8Array : undefined
type Out<Part> = Part extends z.ZodType ? z.output<Part> : undefined

/** What a caller sends. */
export type Sent<E extends Endpoint> = { params: In<E['params']>; query: In<E['query']>; body: In<E['body']> }
/** What a handler receives, parsed. */
export type Received<E extends Endpoint> = { params: Out<E['params']>; query: Out<E['query']>; body: Out<E['body']> }
/** What comes back. */
export type Reply<E extends Endpoint> = E['reply'] extends z.ZodType ? z.output<E['reply']> : Download

export type Download = { name: string; contentType: string; size?: number; stream: AsyncIterable<Uint8Array | string>; inline?: boolean }
