import type { feedback } from '../../contract/feedback.ts'
import type { Routes } from '../http/endpoint.ts'
import { recordScores } from './scores.ts'
import { answerVoice, listVoices, recordVoice } from './voices.ts'

export const routes: Routes<typeof feedback> = {
  'POST /customers/:id/voices': (ctx, { params, body }) => recordVoice(ctx, params.id, body),
  'PUT /customers/:id/voices/:partId/answer': (ctx, { params, body }) => answerVoice(ctx, params.id, params.partId, body.answer),
  'POST /customers/:id/scores': (ctx, { params, body }) => recordScores(ctx, params.id, body),
  'GET /voices': (ctx, { query }) => listVoices(ctx, query),
}
