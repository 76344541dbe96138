/** The worker's side: takes one order after the other and answers it. */
import { type Answer, failureOf, type Order } from './messages.ts'
import { transferable } from './shared-memory.ts'
import { tasks } from './tasks.ts'

/** Does what is ordered. `tell` sends an answer back, handing over the buffers in `transfer` without a copy. */
export function answer(order: Order, tell: (answer: Answer, transfer: ArrayBuffer[]) => void): void {
  let told = -1
  const { stop } = order
  try {
    const task = tasks[order.task] as (input: unknown, work: object) => unknown
    const result = task(order.input, {
      signal: stop && {
        get aborted() {
          return Atomics.load(stop, 0) === 1
        },
      },
      onProgress: (share: number) => {
        if (share < told + 0.01 && share < 1) return
        told = share
        tell({ progress: share }, [])
      },
    })
    tell({ result }, transferable(result))
  } catch (error) {
    tell({ failed: failureOf(error) }, [])
  }
}
