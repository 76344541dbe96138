/** Workers as threads of Node. */
import { Worker } from 'node:worker_threads'
import type { Answer } from './messages.ts'
import { createPool, type Pool, type PoolWorker } from './pool.ts'

function thread(): PoolWorker {
  const worker = new Worker(new URL(`./node-thread${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url))
  worker.unref()
  return {
    post: (order) => {
      worker.ref()
      worker.postMessage(order)
    },
    listen(answered, failed) {
      worker.on('message', (answer: Answer) => {
        if (!('progress' in answer)) worker.unref()
        answered(answer)
      })
      worker.on('error', failed)
      worker.on('messageerror', failed)
    },
    end: () => void worker.terminate(),
  }
}

/** A pool of `size` threads. Idle threads do not keep the process alive. */
export const nodePool = (size: number): Pool => createPool({ size, spawn: thread })
