/** What every handler is given: who asks, the transaction, the time, and a way to record what happened. */

import type { GuardedField, Scope } from '../contract/access.ts'
import type { AuditAction } from '../contract/audit.ts'
import type { LendingFilter } from '../contract/customers.ts'
import type { Role } from '../contract/endpoint.ts'
import type { EventType } from '../contract/events.ts'
import type { AuditSubject } from './audit/record.ts'
import type { Db } from './db/connect.ts'

/** A signed-in person, with what decides which files they see. */
export type Actor = {
  id: string
  name: string
  role: Role
  language: 'he' | 'en'
  teamIds: string[]
  scope: Scope
  /** What is kept from this person's role. */
  hidden: GuardedField[]
  /** What a consultant was given and still holds. */
  grants: Grant[]
}

/** Files lent to somebody from outside: those that fit the filter, beside those listed under the grant. */
export type Grant = { id: string; until: string; filter: LendingFilter | null }

/** Where files outside the database lie, and the address people reach us by. */
export type Place = { folder: string; address: string }

/** Adds a job that runs after this transaction commits, or never. */
export type AddJob = (name: string, payload: object, options?: { key?: string; queue?: string }) => Promise<void>

/** Where a request comes from: the network address, the browser, and the session it goes by, if any. */
export type From = { address: string; userAgent: string; sessionId: string | null }

export type Visitor = {
  actor: Actor | null
  /** Writing requests run in one transaction; reads run on the pool. */
  tx: Db
  /** The pool itself, for the rare write that must outlive a refused request. */
  outside: Db
  now: Date
  place: Place
  addJob: AddJob
  /** Hands the browser a session token, or takes it away. */
  setSession(token: string | null): void
  from: From
  /** Notes in the audit log what was done, stored before the answer goes out: with the change itself where there is one. */
  audit(action: AuditAction, subject?: AuditSubject, again?: 'hardly'): void
}

export type Context = Visitor & {
  actor: Actor
  /** Notes what happened to a file: stored with the change, told to live screens after commit. */
  record(type: EventType, customerId: string, data?: Record<string, unknown>): void
}
