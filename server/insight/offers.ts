/** "Also buy": what goes with what this customer buys and is not bought by them yet, with the product that speaks most for it. */
import { alsoBuy } from '../../analytics/index.ts'
import type { ProductOffer } from '../../contract/insight.ts'
import type { Db } from '../db/connect.ts'

const [offersShown, productsAsked] = [3, 300]

export async function offersFor(tx: Db, customerId: string): Promise<ProductOffer[]> {
  const bought = await tx
    .selectFrom('orderLines')
    .where('customerId', '=', customerId)
    .where('quantity', '>', 0)
    .groupBy('productId')
    .select('productId')
    .orderBy('productId')
    .limit(productsAsked)
    .execute()
  if (bought.length === 0) return []
  const own = bought.map(({ productId }) => productId)
  const rows = await tx
    .selectFrom('productCompanions as near')
    .innerJoin('products as because', 'because.id', 'near.productId')
    .innerJoin('products as offered', 'offered.id', 'near.companionId')
    .where('near.productId', 'in', own)
    .where('near.companionId', 'not in', own)
    .where('offered.active', '=', true)
    .where('near.lift', '>', 1)
    .orderBy('near.productId')
    .orderBy('near.similarity', 'desc')
    .orderBy('near.companionId')
    .select([
      'near.productId',
      'near.companionId',
      'near.similarity',
      'near.together',
      'near.confidence',
      'near.lift',
      'because.name as becauseName',
      'offered.name',
    ])
    .execute()
  return ranked(own, rows)
}

type Near = {
  productId: string
  companionId: string
  similarity: number
  together: number
  confidence: number
  lift: number
  becauseName: string
  name: string
}

/** The products numbered from those bought on, as the arithmetic wants them. */
function ranked(own: readonly string[], rows: readonly Near[]): ProductOffer[] {
  const ids = [...new Set([...own, ...rows.map(({ companionId }) => companionId)])]
  const place = new Map(ids.map((id, item) => [id, item]))
  const starts = new Int32Array(ids.length + 1)
  for (const { productId } of rows) starts[place.get(productId)! + 1]!++
  for (let item = 0; item < ids.length; item++) starts[item + 1]! += starts[item]!
  const inOrder = rows.toSorted((a, b) => place.get(a.productId)! - place.get(b.productId)!)
  const offers = alsoBuy({
    starts,
    others: Int32Array.from(inOrder, ({ companionId }) => place.get(companionId)!),
    similarity: Float64Array.from(inOrder, ({ similarity }) => similarity),
    together: Int32Array.from(inOrder, ({ together }) => together),
    itemCounts: new Int32Array(ids.length).fill(1),
    baskets: 1,
  })(
    own.map((_, item) => item),
    offersShown,
  )
  return offers.map(({ item, because }) => {
    const { companionId, name, productId, becauseName, together, confidence, lift } = inOrder.find(
      (row) => row.companionId === ids[item] && row.productId === ids[because],
    )!
    return { product: { id: companionId, name }, because: { id: productId, name: becauseName }, together, confidence, lift }
  })
}
