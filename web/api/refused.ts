import type { ProblemBody } from '../../contract/problems.ts'

/** A refusal, with the body the server sent. Offline is `unavailable`. */
export class Refused extends Error {
  readonly body: ProblemBody
  constructor(body: ProblemBody) {
    super(body.code)
    this.body = body
  }
}

/** Nobody answered: there is no connection, no server, or no database behind it. Whether the request was carried out is not known. */
export const isAway = (thrown: unknown) => thrown instanceof Refused && thrown.body.code === 'unavailable'

/** Not now, but the same will do later. */
export const isForLater = (thrown: unknown) => thrown instanceof Refused && ['unavailable', 'no-room', 'slow-down'].includes(thrown.body.code)
