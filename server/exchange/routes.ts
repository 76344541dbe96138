import type { exchange } from '../../contract/exchange.ts'
import type { Routes } from '../http/endpoint.ts'
import { forget, handOver, inspectImport, listImports, openImport } from './hand-over.ts'
import { refusedRows } from './refused.ts'
import { startDryRun, startRun, startUndo, stop } from './starting.ts'

export const routes: Routes<typeof exchange> = {
  'GET /imports': (ctx, { query }) => listImports(ctx, query),
  'POST /imports': (ctx, { query, body }) => handOver(ctx, query, body),
  'GET /imports/:id': (ctx, { params }) => openImport(ctx, params.id),
  'GET /imports/:id/inspection': (ctx, { params, query }) => inspectImport(ctx, params.id, query),
  'POST /imports/:id/dry-run': (ctx, { params, body }) => startDryRun(ctx, params.id, body),
  'POST /imports/:id/run': (ctx, { params, body }) => startRun(ctx, params.id, body),
  'DELETE /imports/:id/run': (ctx, { params }) => stop(ctx, params.id),
  'GET /imports/:id/refused': (ctx, { params }) => refusedRows(ctx, params.id),
  'POST /imports/:id/undo': (ctx, { params }) => startUndo(ctx, params.id),
  'DELETE /imports/:id': (ctx, { params }) => forget(ctx, params.id),
}
