import type { insight } from '../../contract/insight.ts'
import type { insightPages } from '../../contract/insight-pages.ts'
import type { Routes } from '../http/endpoint.ts'
import { assume, assumptionsNow, changeAssumptions } from './assumptions.ts'
import { backTestPage } from './back-tests.ts'
import { changeChurn, churnPage } from './churn.ts'
import { comparisonPage } from './comparison.ts'
import { demandPage } from './demand.ts'
import { chainPage } from './links.ts'
import { insightOf } from './of-file.ts'
import { companyPage } from './pages.ts'
import { askNow, cancelRun, latestRuns } from './runs.ts'
import { removeSegment, savedSegments, saveSegment, segmentsPage } from './segments.ts'
import { setSignalState } from './signal-life.ts'
import { watchList } from './watch.ts'
import { valuePage } from './worth.ts'

export const routes: Routes<typeof insight> = {
  'GET /insight/watch': (ctx, { query }) => watchList(ctx, query),
  'GET /customers/:id/insight': (ctx, { params }) => insightOf(ctx, params.id),
  'PUT /customers/:id/insight/assumptions': (ctx, { params, body }) => assume(ctx, params.id, body),
  'PUT /customers/:id/signals/:partId/state': (ctx, { params, body }) => setSignalState(ctx, params.id, params.partId, body),
  'GET /insight/assumptions': ({ tx }) => assumptionsNow(tx),
  'PATCH /insight/assumptions': (ctx, { body }) => changeAssumptions(ctx, body),
  'GET /insight/comparison': (ctx) => comparisonPage(ctx),
  'GET /insight/runs': ({ tx }) => latestRuns(tx),
  'POST /insight/runs': (ctx) => askNow(ctx),
  'DELETE /insight/runs/:id': (ctx, { params }) => cancelRun(ctx, params.id),
}

export const pageRoutes: Routes<typeof insightPages> = {
  'GET /insight/churn': (ctx) => churnPage(ctx),
  'GET /insight/baskets': (ctx) => companyPage(ctx, 'baskets'),
  'GET /insight/demand': (ctx) => demandPage(ctx),
  'GET /insight/chain': (ctx) => chainPage(ctx),
  'GET /insight/value': (ctx) => valuePage(ctx),
  'GET /insight/segments': (ctx) => segmentsPage(ctx),
  'GET /segments': (ctx) => savedSegments(ctx),
  'POST /segments': (ctx, { body }) => saveSegment(ctx, body),
  'DELETE /segments/:id': (ctx, { params }) => removeSegment(ctx, params.id),
  'GET /insight/back-test': (ctx) => backTestPage(ctx),
  'PATCH /insight/churn': (ctx, { body }) => changeChurn(ctx, body),
}
