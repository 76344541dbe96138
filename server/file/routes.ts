import type { file } from '../../contract/file.ts'
import type { Routes } from '../http/endpoint.ts'
import { myDay } from './my-day.ts'
import { openFile } from './opening.ts'
import { search } from './search.ts'
import { timeline, timelineDays } from './timeline.ts'

export const routes: Routes<typeof file> = {
  'GET /customers/:id/file': (ctx, { params, query }) => openFile(ctx, params.id, query.from),
  'GET /customers/:id/timeline': (ctx, { params, query }) => timeline(ctx, params.id, query),
  'GET /customers/:id/timeline/days': (ctx, { params }) => timelineDays(ctx, params.id),
  'GET /search': (ctx, { query }) => search(ctx, query),
  'GET /my-day': (ctx) => myDay(ctx),
}
