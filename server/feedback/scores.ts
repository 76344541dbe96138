/** The customer's own scores. They decide what service was, whatever we thought of it. */
import type { z } from 'zod'
import type { feedback, Score } from '../../contract/feedback.ts'
import type { Context } from '../context.ts'
import { fileOf } from '../customers/index.ts'
import { happenedAt } from '../http/moments.ts'
import { scores } from './queries.ts'

type Given = z.output<(typeof feedback)['POST /customers/:id/scores']['body']>

/** Stores the answers given together; those that stand already are left as they are. */
export async function recordScores(ctx: Context, customerId: string, { answers, comment, givenAt, ...about }: Given): Promise<Score[]> {
  const file = await fileOf(ctx, customerId)
  const at = happenedAt(ctx.now, givenAt, 'givenAt')
  const stored = await ctx.tx
    .insertInto('scores')
    .values(answers.map((answer) => ({ ...answer, ...about, comment, customerId: file.id, givenAt: at, recordedBy: ctx.actor.id })))
    .onConflict((key) => key.columns(['customerId', 'id']).doNothing())
    .returning('id')
    .execute()
  for (const { id } of stored) ctx.record('score.given', file.id, { scoreId: id })
  const kept = await scores(ctx.tx)
    .where('scores.customerId', '=', file.id)
    .where(
      'scores.id',
      'in',
      answers.map(({ id }) => id),
    )
    .execute()
  return answers.flatMap(({ id }) => kept.filter((score) => score.id === id))
}
