/** Has a run gone through in a thread of its own, so that the server goes on answering. */
import { Worker } from 'node:worker_threads'
import type { House } from '../house.ts'
import type { RunKind } from './run.ts'

/** A file that exports how its runs are gone through. `now` is the house's clock at the start of the job. */
export type ThreadData = { kind: RunKind; file: string; id: string; url: string; now: number }
export type GoThrough = (house: { url: string; now: () => Date }, id: string) => Promise<void>

/** The job of a kind of run whose `file` exports `goThrough`. */
export const inThread =
  (kind: RunKind, file: URL) =>
  (house: House, { id }: { id: string }) =>
    new Promise<void>((resolve, reject) => {
      const workerData: ThreadData = { kind, file: file.href, id, url: house.url, now: house.now().getTime() }
      const thread = new Worker(new URL('./thread.ts', import.meta.url), { workerData, execArgv: [] })
      thread.once('message', ({ unexpected }: { unexpected: string }) => house.log.error({ stack: unexpected, run: id }, `${kind.called} failed`))
      thread.once('error', reject)
      thread.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`the thread of ${kind.called} ended with ${code}`))))
    })
