/** What we sell: kept by a unique sku. */
import { randomUUIDv7 } from 'node:crypto'
import type { z } from 'zod'
import type { orders as contract, Product } from '../../contract/orders.ts'
import type { Context } from '../context.ts'
import type { Db } from '../db/connect.ts'
import { pageOf } from '../db/paging.ts'
import { found } from '../http/problem.ts'
import { part, productSorts, products } from './queries.ts'

type Asked = z.output<(typeof contract)['GET /products']['query']>
type NewProduct = z.output<(typeof contract)['POST /products']['body']>
type Change = z.output<(typeof contract)['PATCH /products/:id']['body']>

/** Every word typed must occur, in any order. */
export function listProducts({ tx }: Context, { search, category, active, sort, ...page }: Asked) {
  let list = products(tx)
  for (const word of search?.split(' ') ?? []) list = list.where('searchText', 'like', part(word))
  if (category) list = list.where('category', '=', category)
  if (active !== undefined) list = list.where('active', '=', active)
  return pageOf(list, productSorts[sort], page)
}

export async function addProduct({ tx, now }: Context, product: NewProduct): Promise<Product> {
  const id = randomUUIDv7()
  await tx
    .insertInto('products')
    .values({ ...product, ...(await priced(tx, product)), id, createdAt: now, updatedAt: now })
    .execute()
  return found(await products(tx).where('id', '=', id).executeTakeFirst())
}

export async function changeProduct({ tx, now }: Context, id: string, change: Change): Promise<Product> {
  const before = found(await products(tx).where('id', '=', id).executeTakeFirst())
  const set = { ...change, ...(await priced(tx, { ...before, ...change })) }
  await tx
    .updateTable('products')
    .set({ ...set, updatedAt: now })
    .where('id', '=', id)
    .execute()
  return found(await products(tx).where('id', '=', id).executeTakeFirst())
}

/** A price is always a price in some currency: the company's, unless another is named. */
async function priced(tx: Db, { unitPriceMinor, currency }: { unitPriceMinor?: number | null; currency?: string | null }) {
  if (unitPriceMinor === undefined || unitPriceMinor === null || currency) return {}
  return tx.selectFrom('company').select('currency').executeTakeFirstOrThrow()
}
