import type { audit } from '../../contract/audit.ts'
import type { Routes } from '../http/endpoint.ts'
import { chainNow, headsToKeep } from './log.ts'
import { looksAtFile, looksOfPerson, notePrint, reportOfLooks } from './looks.ts'
import { log } from './queries.ts'
import { alerts, changeRule, ruleNow, settle } from './unusual.ts'

export const routes: Routes<typeof audit> = {
  'GET /customers/:id/looks': (ctx, { params, query }) => looksAtFile(ctx, params.id, query),
  'GET /customers/:id/looks/report': (ctx, { params }) => reportOfLooks(ctx, params.id),
  'POST /customers/:id/prints': (ctx, { params }) => notePrint(ctx, params.id),
  'GET /users/:id/looks': (ctx, { params, query }) => looksOfPerson(ctx, params.id, query),
  'GET /audit': ({ tx }, { query: { after, limit, ...filter } }) => log(tx, filter, { after, limit }),
  'GET /audit/head': (ctx) => chainNow(ctx),
  'GET /audit/heads': (ctx) => headsToKeep(ctx),
  'GET /audit/look-rule': ({ tx }) => ruleNow(tx),
  'PUT /audit/look-rule': (ctx, { body }) => changeRule(ctx, body),
  'GET /audit/look-alerts': (ctx) => alerts(ctx),
  'PUT /audit/look-alerts/:id/settlement': (ctx, { params }) => settle(ctx, params.id),
}
