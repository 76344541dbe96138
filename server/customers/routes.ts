import type { customers } from '../../contract/customers.ts'
import type { Routes } from '../http/endpoint.ts'
import { changeMany } from './bulk.ts'
import { addPoint, changePoint, removePoint } from './contact-points.ts'
import { addContact, changeContact, removeContact } from './contacts.ts'
import { createCustomer } from './create.ts'
import { editCustomer } from './edit.ts'
import { exportCustomers } from './export.ts'
import { endGrant, giveGrant, listGrants } from './grants.ts'
import { countCustomers, listCustomers } from './list.ts'
import { addPreference, changePreference, removePreference } from './preferences.ts'
import { tagsInUse } from './queries.ts'
import { changeView, listViews, removeView, saveView } from './views.ts'

export const routes: Routes<typeof customers> = {
  'GET /customers': (ctx, { query }) => listCustomers(ctx, query),
  'GET /customers/count': (ctx, { query }) => countCustomers(ctx, query),
  'POST /customers': (ctx, { body }) => createCustomer(ctx, body),
  'PATCH /customers/:id': (ctx, { params, body }) => editCustomer(ctx, params.id, body),
  'POST /customers/bulk': (ctx, { body }) => changeMany(ctx, body),
  'GET /customers/export': (ctx, { query }) => exportCustomers(ctx, query),
  'GET /tags': ({ tx, actor }) => tagsInUse(tx, actor),
  'POST /customers/:id/contacts': (ctx, { params, body }) => addContact(ctx, params.id, body),
  'PATCH /customers/:id/contacts/:partId': (ctx, { params, body }) => changeContact(ctx, params.id, params.partId, body),
  'DELETE /customers/:id/contacts/:partId': (ctx, { params }) => removeContact(ctx, params.id, params.partId),
  'POST /customers/:id/points': (ctx, { params, body }) => addPoint(ctx, params.id, body),
  'PATCH /customers/:id/points/:partId': (ctx, { params, body }) => changePoint(ctx, params.id, params.partId, body),
  'DELETE /customers/:id/points/:partId': (ctx, { params }) => removePoint(ctx, params.id, params.partId),
  'POST /customers/:id/preferences': (ctx, { params, body }) => addPreference(ctx, params.id, body),
  'PATCH /customers/:id/preferences/:partId': (ctx, { params, body }) => changePreference(ctx, params.id, params.partId, body),
  'DELETE /customers/:id/preferences/:partId': (ctx, { params }) => removePreference(ctx, params.id, params.partId),
  'GET /users/:id/grants': (ctx, { params }) => listGrants(ctx, params.id),
  'POST /users/:id/grants': (ctx, { params, body }) => giveGrant(ctx, params.id, body),
  'DELETE /users/:id/grants/:partId': (ctx, { params }) => endGrant(ctx, params.id, params.partId),
  'GET /views': (ctx) => listViews(ctx),
  'POST /views': (ctx, { body }) => saveView(ctx, body),
  'PATCH /views/:id': (ctx, { params, body }) => changeView(ctx, params.id, body),
  'DELETE /views/:id': (ctx, { params }) => removeView(ctx, params.id),
}
