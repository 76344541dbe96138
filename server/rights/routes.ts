import type { rights } from '../../contract/rights.ts'
import type { Routes } from '../http/endpoint.ts'
import { corrections } from './corrections.ts'
import { eraseCustomer, eraseOneContact, listErasures } from './erasure.ts'
import { askForExport, exportNow, privacyOf, takeArchive } from './exports.ts'
import { placeHold, releaseHold } from './holds.ts'
import { preview } from './retention.ts'
import { changeRule, retentionNow } from './rules.ts'

export const routes: Routes<typeof rights> = {
  'GET /customers/:id/privacy': (ctx, { params }) => privacyOf(ctx, params.id),
  'GET /customers/:id/corrections': (ctx, { params, query }) => corrections(ctx, params.id, query),
  'POST /customers/:id/exports': (ctx, { params, body }) => askForExport(ctx, params.id, body),
  'GET /customers/:id/exports/:partId': (ctx, { params }) => exportNow(ctx, params.id, params.partId),
  'GET /customers/:id/exports/:partId/archive': (ctx, { params }) => takeArchive(ctx, params.id, params.partId),
  'POST /customers/:id/holds': (ctx, { params, body }) => placeHold(ctx, params.id, body),
  'DELETE /customers/:id/holds/:partId': (ctx, { params }) => releaseHold(ctx, params.id, params.partId),
  'POST /customers/:id/erasure': (ctx, { params, body }) => eraseCustomer(ctx, params.id, body),
  'POST /customers/:id/contacts/:partId/erasure': (ctx, { params, body }) => eraseOneContact(ctx, params.id, params.partId, body),
  'GET /erasures': (ctx, { query }) => listErasures(ctx, query),
  'GET /retention': (ctx) => retentionNow(ctx),
  'GET /retention/:kind/preview': (ctx, { params, query }) => preview(ctx, params.kind, query.days),
  'PUT /retention/:kind': (ctx, { params, body }) => changeRule(ctx, params.kind, body.days),
}
