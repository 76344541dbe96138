/** The old id of a merged file leads to the one its content is in: whatever is asked of the one is done to the other. */
import type { FastifyReply } from 'fastify'
import { heirsOf } from '../customers/heirs.ts'
import type { Db } from '../db/connect.ts'
import { Problem } from './problem.ts'

type Input = { params: unknown }

/**
 * Does what is asked; where a file the address names is not found, and was merged, the same of the file it went into. Costs nothing as long
 * as files are found. The answer names the address it is really of.
 */
export async function followingHeirs<Given extends Input, Result>(
  db: Db,
  place: string,
  input: Given,
  reply: FastifyReply,
  ask: (input: Given) => Promise<Result>,
): Promise<Result> {
  try {
    return await ask(input)
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'not-found' || !place.startsWith('/api/customers/:id')) throw error
    const params = input.params as Record<string, string>
    const heirs = await heirsOf(db, Object.values(params))
    if (heirs.size === 0) throw error
    const now = Object.fromEntries(Object.entries(params).map(([name, id]) => [name, heirs.get(id) ?? id]))
    const done = await ask({ ...input, params: now })
    reply.header(
      'content-location',
      place.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(now[name]!)),
    )
    return done
  }
}
