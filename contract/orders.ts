import { z } from 'zod'
import { guarded, guardedValues, may } from './access.ts'
import { customInput, customValues, fieldFilter, fieldSort, fieldsAsked } from './custom-fields.ts'
import type { Contract } from './endpoint.ts'
import { currency, direction, id, line, minor, moment, page, pageQuery, personRef, requiredLine, text } from './fields.ts'
import { channel } from './interactions.ts'
import { segmentAsked } from './segment-asked.ts'

export const orderKind = z.enum(['order', 'return'])

export const orderLine = z.object({
  id,
  lineNo: z.int(),
  product: z.object({ id, sku: z.string(), name: z.string() }),
  description: z.string().nullable(),
  quantity: z.number(),
  unitPriceMinor: guarded('amounts', z.number().nullable()),
  amountMinor: guarded('amounts', minor.nullable()),
})
export const orderSummary = z.object({
  id,
  number: z.string(),
  kind: orderKind,
  orderedAt: moment,
  currency,
  amountMinor: guarded('amounts', minor.nullable()),
  takenBy: personRef.nullable(),
  channel: z.string(),
})
export type OrderSummary = z.infer<typeof orderSummary>
export const order = orderSummary.extend({ customer: z.object({ id, name: z.string() }), note: z.string(), lines: z.array(orderLine), custom: customValues })
export type Order = z.infer<typeof order>
export const orderRow = orderSummary.extend({
  customer: z.object({ id, name: z.string() }),
  /** Of the fields the list was asked for. */
  custom: customValues,
})
export type OrderRow = z.infer<typeof orderRow>

export const product = z.object({
  id,
  sku: z.string(),
  name: z.string(),
  category: z.string(),
  unitPriceMinor: minor.nullable(),
  currency: currency.nullable(),
  active: z.boolean(),
})
export type Product = z.infer<typeof product>

const productInput = z.object({
  sku: requiredLine(100),
  name: requiredLine(300),
  category: line(100),
  unitPriceMinor: minor.min(0).nullable(),
  currency: currency.nullable(),
  active: z.boolean(),
})
const ofCustomer = z.object({ id })
const ofPart = z.object({ id, partId: id })

export const orders = {
  'GET /orders': {
    summary: 'A page of orders and returns of the customers I may see',
    for: 'signed-in',
    query: z.object({
      search: line(100).optional(),
      kind: orderKind.optional(),
      from: z.iso.date().optional(),
      until: z.iso.date().optional(),
      segment: segmentAsked,
      custom: fieldFilter.optional(),
      fields: fieldsAsked.optional(),
      sort: z.union([guardedValues({ amount: 'amounts' }, z.enum(['orderedAt', 'amount'])), fieldSort]).default('orderedAt'),
      direction: direction.default('descending'),
      ...pageQuery,
    }),
    reply: page(orderRow),
  },
  'GET /customers/:id/orders': {
    summary: "A page of one customer's orders, newest first",
    for: 'signed-in',
    params: ofCustomer,
    query: z.object(pageQuery),
    reply: page(orderSummary),
    problems: ['not-found'],
  },
  'GET /customers/:id/orders/:partId': { summary: 'One order with its lines', for: 'signed-in', params: ofPart, reply: order, problems: ['not-found'] },
  'POST /customers/:id/orders': {
    summary: 'Take an order, or a return; any employee may',
    for: may('order'),
    params: ofCustomer,
    body: z.object({
      id,
      number: requiredLine(60).optional(),
      kind: orderKind.default('order'),
      orderedAt: moment.optional(),
      channel: channel.default('order'),
      contactId: id.nullable().optional(),
      note: text(2000).default(''),
      custom: customInput.optional(),
      lines: z
        .array(z.object({ productId: id, quantity: z.number().positive().max(1e9), unitPriceMinor: z.number().min(0).max(1e13).optional() }))
        .min(1)
        .max(500),
    }),
    reply: order,
    problems: ['not-found', 'already-exists'],
  },
  'PATCH /customers/:id/orders/:partId': {
    summary: 'Change what stands in the custom fields of an order; the order itself stays as it was taken. Say what you saw there to be told of a conflict',
    for: may('order'),
    params: ofPart,
    body: z.object({ custom: customInput, seen: z.object({ custom: customInput }).partial().optional() }),
    reply: order,
    problems: ['not-found', 'changed-meanwhile'],
  },
  'GET /products': {
    summary: 'A page of products',
    for: 'signed-in',
    query: z.object({
      search: line(100).optional(),
      category: line(100).optional(),
      active: z
        .enum(['true', 'false'])
        .transform((value) => value === 'true')
        .optional(),
      sort: z.enum(['name', 'category', 'sku']).default('name'),
      direction: direction.default('ascending'),
      ...pageQuery,
    }),
    reply: page(product),
  },
  'POST /products': {
    summary: 'Add a product',
    for: ['administrator', 'manager', 'marketer'],
    body: productInput.partial().required({ sku: true, name: true }),
    reply: product,
    problems: ['already-exists'],
  },
  'PATCH /products/:id': {
    summary: 'Change a product',
    for: ['administrator', 'manager', 'marketer'],
    params: ofCustomer,
    body: productInput.partial(),
    reply: product,
    problems: ['not-found', 'already-exists'],
  },
} as const satisfies Contract
