/**
 * The pool: long arithmetic beside the thread that must stay free.
 * Worker: a thread or Web Worker. Order: one task with its input. Shared memory: numbers that all workers read without a copy.
 * Make one with `nodePool` from `pool/node-pool.ts` or `webPool` from `pool/web-pool.ts`; this file knows neither.
 */
export { fitBgNbdBy, fitMbgNbdBy, fitParetoNbdBy } from './divided-fit.ts'
export { frequentItemsetsBy } from './divided-mining.ts'
export { createPool, type Pool, type PoolWork, type PoolWorker } from './pool.ts'
export { hasSharedMemory, shared, sharedWithin } from './shared-memory.ts'
export type { TaskInput, TaskName, TaskResult, Tasks } from './tasks.ts'
