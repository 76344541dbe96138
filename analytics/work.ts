/** How long work tells how far it is, and how it is stopped. */

/**
 * Accepted by everything that can take longer than a moment. `onProgress` is called with the share done, rising from 0 to 1.
 * `signal` is looked at often: an AbortSignal serves, and so does any object whose `aborted` turns true, such as a flag in shared memory.
 */
export type Work = {
  onProgress?: (share: number) => void
  signal?: { readonly aborted: boolean }
}

/** Thrown by work that its caller stopped. */
export class Stopped extends Error {
  constructor() {
    super('stopped by its caller')
    this.name = 'Stopped'
  }
}

/** @throws Stopped when the caller asked to stop. */
export function goOn(work: Work | undefined): void {
  if (work?.signal?.aborted) throw new Stopped()
}
