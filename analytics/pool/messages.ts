/** What the pool and its workers say to each other. */
import { InvalidInput, type Rule } from '../invalid.ts'
import { Stopped } from '../work.ts'
import type { TaskName } from './tasks.ts'

/** From the pool. `stop` is one number in shared memory that turns 1 when the work is to stop; undefined where there is no shared memory. */
export type Order = { task: TaskName; input: unknown; stop: Int32Array | undefined }

/** From a worker. */
export type Answer = { progress: number } | { result: unknown } | { failed: Failure }

export type Failure =
  | { kind: 'invalid'; rule: Rule; row: number | undefined; message: string }
  | { kind: 'stopped' }
  | { kind: 'fault'; message: string; stack: string | undefined }

export function failureOf(error: unknown): Failure {
  if (error instanceof InvalidInput) return { kind: 'invalid', rule: error.rule, row: error.row, message: error.message }
  if (error instanceof Stopped) return { kind: 'stopped' }
  return error instanceof Error ? { kind: 'fault', message: error.message, stack: error.stack } : { kind: 'fault', message: String(error), stack: undefined }
}

export function errorOf(failure: Failure): Error {
  if (failure.kind === 'stopped') return new Stopped()
  if (failure.kind === 'invalid') return Object.assign(new InvalidInput(failure.rule, failure.row), { message: failure.message })
  return Object.assign(new Error(failure.message), failure.stack === undefined ? {} : { stack: failure.stack })
}
