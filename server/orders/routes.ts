import type { orders } from '../../contract/orders.ts'
import type { Routes } from '../http/endpoint.ts'
import { fillOrder } from './filling.ts'
import { listOrders, listOrdersOf } from './lists.ts'
import { addProduct, changeProduct, listProducts } from './products.ts'
import { openOrder, takeOrder } from './taking.ts'

export const routes: Routes<typeof orders> = {
  'GET /orders': (ctx, { query }) => listOrders(ctx, query),
  'GET /customers/:id/orders': (ctx, { params, query }) => listOrdersOf(ctx, params.id, query),
  'GET /customers/:id/orders/:partId': (ctx, { params }) => openOrder(ctx, params.id, params.partId),
  'POST /customers/:id/orders': (ctx, { params, body }) => takeOrder(ctx, params.id, body),
  'PATCH /customers/:id/orders/:partId': (ctx, { params, body }) => fillOrder(ctx, params.id, params.partId, body),
  'GET /products': (ctx, { query }) => listProducts(ctx, query),
  'POST /products': (ctx, { body }) => addProduct(ctx, body),
  'PATCH /products/:id': (ctx, { params, body }) => changeProduct(ctx, params.id, body),
}
