/** Workers as Web Workers of a browser. */
import type { Answer } from './messages.ts'
import { createPool, type Pool, type PoolWorker } from './pool.ts'

function webWorker(): PoolWorker {
  const worker = new Worker(new URL('./web-worker.ts', import.meta.url), { type: 'module' })
  return {
    post: (order) => worker.postMessage(order),
    listen(answered, failed) {
      worker.onmessage = ({ data }: MessageEvent<Answer>) => answered(data)
      worker.onerror = ({ message }) => failed(new Error(message))
    },
    end: () => worker.terminate(),
  }
}

/** A pool of `size` Web Workers. Shared memory needs a cross-origin isolated page; without it inputs are copied. */
export const webPool = (size: number): Pool => createPool({ size, spawn: webWorker })
