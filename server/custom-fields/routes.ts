import type { customFields } from '../../contract/custom-fields.ts'
import type { Routes } from '../http/endpoint.ts'
import { addField, bringBack, changeField, orderFields, removeField } from './definitions.ts'
import { fieldsSeen, removedFields } from './queries.ts'

export const routes: Routes<typeof customFields> = {
  'GET /custom-fields': ({ tx, actor }, { query }) => fieldsSeen(tx, actor, query.subject),
  'GET /custom-fields/removed': ({ tx, now }) => removedFields(tx, now),
  'POST /custom-fields': (ctx, { body }) => addField(ctx, body),
  'PATCH /custom-fields/:id': (ctx, { params, body }) => changeField(ctx, params.id, body),
  'PUT /custom-fields/order': (ctx, { body }) => orderFields(ctx, body),
  'PUT /custom-fields/:id/removal': (ctx, { params }) => removeField(ctx, params.id),
  'DELETE /custom-fields/:id/removal': (ctx, { params }) => bringBack(ctx, params.id),
}
