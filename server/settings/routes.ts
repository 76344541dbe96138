import type { settings } from '../../contract/settings.ts'
import { askForDemo, demoProgress } from '../demo/request.ts'
import type { Routes } from '../http/endpoint.ts'
import { allowInternalHosts, changeCompany } from './company.ts'
import { closeOn, keepHoliday, openOn, setSpans } from './hours.ts'
import { companyNow, hoursNow, internalHostsNow } from './queries.ts'

export const routes: Routes<typeof settings> = {
  'GET /company': ({ tx }) => companyNow(tx),
  'PATCH /company': (ctx, { body }) => changeCompany(ctx, body),
  'GET /company/internal-hosts': ({ tx }) => internalHostsNow(tx),
  'PUT /company/internal-hosts': (ctx, { body }) => allowInternalHosts(ctx, body.hosts),
  'GET /hours': ({ tx, now }) => hoursNow(tx, now),
  'PUT /hours/spans': (ctx, { body }) => setSpans(ctx, body),
  'PUT /hours/holidays/:holiday': (ctx, { params, body }) => keepHoliday(ctx, params.holiday, body.observance),
  'PUT /hours/closures/:day': (ctx, { params, body }) => closeOn(ctx, params.day, body.name),
  'DELETE /hours/closures/:day': (ctx, { params }) => openOn(ctx, params.day),
  'POST /demo': (ctx) => askForDemo(ctx),
  'GET /demo': ({ tx }) => demoProgress(tx),
}
