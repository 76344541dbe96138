/** What customers wish and complain about, in their words, and what they were told. */
import type { z } from 'zod'
import type { feedback, Voice } from '../../contract/feedback.ts'
import type { Context } from '../context.ts'
import { fileOf, inSegment, visibleTo } from '../customers/index.ts'
import { pageOf } from '../db/paging.ts'
import { happenedAt } from '../http/moments.ts'
import { found } from '../http/problem.ts'
import { findVoice, newestVoices, voices } from './queries.ts'

type Heard = z.output<(typeof feedback)['POST /customers/:id/voices']['body']>
type Asked = z.output<(typeof feedback)['GET /voices']['query']>

/** Sent twice, it stands once. */
export async function recordVoice(ctx: Context, customerId: string, heard: Heard): Promise<Voice> {
  const file = await fileOf(ctx, customerId)
  const stored = await ctx.tx
    .insertInto('voices')
    .values({ ...heard, customerId: file.id, heardAt: happenedAt(ctx.now, heard.heardAt, 'heardAt'), heardBy: ctx.actor.id })
    .onConflict((key) => key.columns(['customerId', 'id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (stored) ctx.record('voice.recorded', file.id, { voiceId: heard.id, kind: heard.kind })
  return found(await findVoice(ctx.tx, file.id, heard.id))
}

/** Answering again replaces the answer: what counts is what the customer was told last. */
export async function answerVoice(ctx: Context, customerId: string, id: string, answer: string): Promise<Voice> {
  const file = await fileOf(ctx, customerId)
  const before = found(await findVoice(ctx.tx, file.id, id))
  if (before.answer === answer) return before
  await ctx.tx
    .updateTable('voices')
    .set({ answer, answeredAt: ctx.now, answeredBy: ctx.actor.id })
    .where('customerId', '=', file.id)
    .where('id', '=', id)
    .execute()
  ctx.record('voice.answered', file.id, { voiceId: id })
  return found(await findVoice(ctx.tx, file.id, id))
}

export async function listVoices({ tx, actor }: Context, { kind, open, segment, after, limit }: Asked) {
  let list = voices(tx).innerJoin('customers', 'customers.id', 'voices.customerId').where(visibleTo(actor)).select('customers.name as customerName')
  if (kind) list = list.where('voices.kind', '=', kind)
  if (open !== undefined) list = list.where('voices.answeredAt', open ? 'is' : 'is not', null)
  if (segment) list = list.where(inSegment(segment, actor))
  return pageOf(list, newestVoices, { after, limit, direction: 'descending' })
}
