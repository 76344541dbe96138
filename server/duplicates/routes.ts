import type { duplicates } from '../../contract/duplicates.ts'
import type { Routes } from '../http/endpoint.ts'
import { filesAlike } from './alike.ts'
import { pairsOfBase } from './pairs.ts'
import { areNot, mayBeAgain } from './rejection.ts'
import { askNow, cancelRun, latestRuns } from './runs.ts'

export const routes: Routes<typeof duplicates> = {
  'GET /duplicates': (ctx, { query }) => pairsOfBase(ctx, query),
  'GET /customers/alike': (ctx, { query }) => filesAlike(ctx, query),
  'PUT /customers/:id/not-duplicates/:partId': (ctx, { params }) => areNot(ctx, params.id, params.partId),
  'DELETE /customers/:id/not-duplicates/:partId': (ctx, { params }) => mayBeAgain(ctx, params.id, params.partId),
  'GET /duplicates/runs': ({ tx }) => latestRuns(tx),
  'POST /duplicates/runs': (ctx) => askNow(ctx),
  'DELETE /duplicates/runs/:id': (ctx, { params }) => cancelRun(ctx, params.id),
}
