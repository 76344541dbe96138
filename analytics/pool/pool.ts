/** A pool of workers for long arithmetic: as many as the caller says, each busy with one thing, the rest waiting in line. */
import { InvalidInput } from '../invalid.ts'
import { Stopped } from '../work.ts'
import { type Answer, errorOf, type Order } from './messages.ts'
import { hasSharedMemory } from './shared-memory.ts'
import type { TaskInput, TaskName, TaskResult } from './tasks.ts'

/** A worker of any kind: a thread of Node, a Web Worker, or something that plays one. */
export type PoolWorker = {
  post(order: Order): void
  /** Called once. `failed` is for a worker that can not go on. */
  listen(answered: (answer: Answer) => void, failed: (error: Error) => void): void
  end(): void
}

/** Progress and stopping of one order. An AbortSignal stops it at once while it waits, and at the next look of the work when it runs. */
export type PoolWork = { onProgress?: (share: number) => void; signal?: AbortSignal }

export type Pool = {
  readonly size: number
  /** Typed arrays in `input` are copied unless they lie in shared memory (see `shared`); those in the result are handed over. */
  run<Name extends TaskName>(task: Name, input: TaskInput<Name>, work?: PoolWork): Promise<TaskResult<Name>>
  /** Stops everything; what runs or waits is rejected with `Stopped`. */
  end(): void
}

type Job = { order: Order; work: PoolWork; resolve: (result: unknown) => void; reject: (error: Error) => void; forget: () => void }
type Seat = { worker: PoolWorker; job: Job | undefined }

/**
 * Workers are started when first needed and kept. Where there is no shared memory, stopping an order ends its worker, and another takes its place.
 * @param options `size` workers, 1 or more; `spawn` makes one
 * @throws InvalidInput `not-positive` for a size below 1
 */
export function createPool({ size, spawn }: { size: number; spawn: () => PoolWorker }): Pool {
  if (!(Number.isInteger(size) && size >= 1)) throw new InvalidInput('not-positive', undefined, 'size')
  const seats = new Set<Seat>()
  const waiting: Job[] = []
  let ended = false

  function leave(seat: Seat): Job | undefined {
    const { job } = seat
    seat.job = undefined
    job?.forget()
    return job
  }

  function sit(): Seat {
    const seat: Seat = { worker: spawn(), job: undefined }
    seats.add(seat)
    seat.worker.listen(
      (answer) => {
        if ('progress' in answer) return seat.job?.work.onProgress?.(answer.progress)
        const job = leave(seat)
        if ('result' in answer) job?.resolve(answer.result)
        else job?.reject(errorOf(answer.failed))
        serve()
      },
      (error) => {
        seats.delete(seat)
        leave(seat)?.reject(error)
        serve()
      },
    )
    return seat
  }

  function serve(): void {
    while (waiting.length > 0 && !ended) {
      const seat = [...seats].find(({ job }) => job === undefined) ?? (seats.size < size ? sit() : undefined)
      if (!seat) return
      const job = waiting.shift()!
      seat.job = job
      try {
        seat.worker.post(job.order)
      } catch (error) {
        leave(seat)?.reject(error instanceof Error ? error : new Error(String(error)))
      }
    }
  }

  function stop(job: Job): void {
    const place = waiting.indexOf(job)
    if (place >= 0) {
      waiting.splice(place, 1)
      job.forget()
      job.reject(new Stopped())
      return
    }
    if (job.order.stop) {
      Atomics.store(job.order.stop, 0, 1)
      return
    }
    const seat = [...seats].find((one) => one.job === job)
    if (!seat) return
    seats.delete(seat)
    seat.worker.end()
    leave(seat)?.reject(new Stopped())
    serve()
  }

  return {
    size,
    run<Name extends TaskName>(task: Name, input: TaskInput<Name>, work: PoolWork = {}) {
      if (ended || work.signal?.aborted) return Promise.reject(new Stopped())
      return new Promise<TaskResult<Name>>((resolve, reject) => {
        const stopFlag = hasSharedMemory() ? new Int32Array(new SharedArrayBuffer(4)) : undefined
        const abort = () => stop(job)
        const job: Job = {
          order: { task, input, stop: stopFlag },
          work,
          resolve: resolve as (result: unknown) => void,
          reject,
          forget: () => work.signal?.removeEventListener('abort', abort),
        }
        work.signal?.addEventListener('abort', abort)
        waiting.push(job)
        serve()
      })
    },
    end() {
      ended = true
      for (const job of waiting.splice(0)) {
        job.forget()
        job.reject(new Stopped())
      }
      for (const seat of seats) {
        seat.worker.end()
        leave(seat)?.reject(new Stopped())
      }
      seats.clear()
    },
  }
}
