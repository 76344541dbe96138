/**
 * The long work runs in a thread of its own, so that the server goes on answering while a file is read. The thread has a large
 * young generation: rows live for one batch and die.
 */
import { Worker } from 'node:worker_threads'
import type { House } from '../house.ts'
import type { Jobs } from '../jobs/worker.ts'
import type { Task, ThreadData } from './thread.ts'

const inThread =
  (task: Task) =>
  (house: House, { id }: { id: string }) =>
    new Promise<void>((resolve, reject) => {
      if (!house.room.left) throw new Error('there is no room for an import')
      const workerData: ThreadData = { task, id, url: house.url, place: house.place, now: house.now().getTime() }
      const thread = new Worker(new URL('./thread.ts', import.meta.url), { workerData, execArgv: [], resourceLimits: { maxYoungGenerationSizeMb: 192 } })
      // What it has done stands; it goes on from there once there is room.
      const watching = setInterval(() => house.room.left || void thread.terminate(), 500)
      thread.once('message', ({ unexpected }: { unexpected: string }) => house.log.error({ stack: unexpected, importId: id }, 'an import failed'))
      thread.once('error', reject)
      thread.once('exit', () => clearInterval(watching))
      thread.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`the thread of an import ended with ${code}`))))
    })

export const jobs = { 'import.check': inThread('check'), 'import.run': inThread('run'), 'import.undo': inThread('undo') } satisfies Jobs
