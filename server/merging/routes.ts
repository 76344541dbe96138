import type { merging } from '../../contract/merging.ts'
import type { Routes } from '../http/endpoint.ts'
import { askMerge, listMerges, previewMerge } from './asking.ts'
import { askUndo, offerUndo } from './undo.ts'

export const routes: Routes<typeof merging> = {
  'GET /customers/:id/merge/:otherId': (ctx, { params }) => previewMerge(ctx, params.id, params.otherId),
  'GET /customers/:id/merges': (ctx, { params }) => listMerges(ctx, params.id),
  'POST /customers/:id/merges': (ctx, { params, body }) => askMerge(ctx, params.id, body),
  'GET /customers/:id/merges/:partId/undo': (ctx, { params }) => offerUndo(ctx, params.id, params.partId),
  'POST /customers/:id/merges/:partId/undo': (ctx, { params, body }) => askUndo(ctx, params.id, params.partId, body),
}
