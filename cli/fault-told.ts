import { Fault } from '../server/backup/index.ts'
import { Refusal } from './refusal.ts'

/** Does backup work; what keeps it from going through is told in its sentence, without a stack. */
export async function faultTold<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof Fault ? new Refusal(error.message) : error
  }
}

export const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`
export const secondsSince = (begin: number) => `${((performance.now() - begin) / 1000).toFixed(1)} s`
