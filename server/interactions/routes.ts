import type { interactions } from '../../contract/interactions.ts'
import type { Routes } from '../http/endpoint.ts'
import { attach, download } from './attachments.ts'
import { closePromise, makePromise, reopenPromise } from './promises.ts'
import { openInteraction, recordInteraction } from './recording.ts'
import { takeBack } from './taking-back.ts'

export const routes: Routes<typeof interactions> = {
  'POST /customers/:id/interactions': (ctx, { params, body }) => recordInteraction(ctx, params.id, body),
  'GET /customers/:id/interactions/:partId': (ctx, { params }) => openInteraction(ctx, params.id, params.partId),
  'POST /customers/:id/interactions/:partId/attachments': (ctx, { params, query, body }) => attach(ctx, params.id, params.partId, query, body),
  'GET /customers/:id/attachments/:partId': (ctx, { params }) => download(ctx, params.id, params.partId),
  'POST /customers/:id/promises': (ctx, { params, body }) => makePromise(ctx, params.id, body),
  'PUT /customers/:id/promises/:partId/outcome': (ctx, { params, body }) => closePromise(ctx, params.id, params.partId, body.outcome),
  'DELETE /customers/:id/promises/:partId/outcome': (ctx, { params }) => reopenPromise(ctx, params.id, params.partId),
  'DELETE /customers/:id/interactions/:partId': (ctx, { params }) => takeBack(ctx, params.id, params.partId),
}
