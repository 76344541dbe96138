/** Files people really have, imported as they are. What is expected was counted apart from Kesher, or by hand. */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openKesher } from '../../testing/kesher.ts'
import { needs, testData } from '../../testing/test-data.ts'
import { busyKesherForFile, imported, working } from './testing.ts'

const kesher = busyKesherForFile()

/** Imports a file, says what was created of each, and asks `about` of what is there. */
async function brought(path: string, kind: 'orders' | 'contacts', mapping = {}) {
  const boss = await kesher.administrator()
  const { result, state } = await imported(boss, { text: Buffer.from(testData(path)), kind, name: path.split('/').at(-1), mapping }, 60_000)
  const created = Object.fromEntries(Object.entries(result?.entities ?? {}).map(([entity, counts]) => [entity, counts.created]))
  return { state, rows: result!.rows, refused: result!.refused, ...created }
}

const sales = async (currency: string) => {
  const { rows } = await sql<Record<string, number>>`
    select sum(l.amount_minor)::bigint as sales, sum(l.amount_minor - l.cost_minor)::bigint as profit, sum(l.quantity)::bigint as pieces, min(o.ordered_at at time zone c.time_zone)::date::text as first
    from orders o join order_lines l on l.customer_id = o.customer_id and l.order_id = o.id cross join company c where o.currency = ${currency}`.execute(
    kesher.house.db,
  )
  return rows[0]
}

const sample = 'cdnow/CDNOW_sample.txt'
test.skipIf(needs(sample).skip)(
  'CDNOW’s sample of purchases, lined up with spaces: customers by the number all its purchases share',
  { timeout: 60_000 },
  async () => {
    expect(await brought(sample, 'orders', { currency: 'USD' })).toEqual({
      state: 'imported',
      rows: 6_919,
      refused: 0,
      customer: 2_357,
      product: 1,
      order: 6_696,
      orderLine: 6_919,
    })
    expect(await sales('USD')).toMatchObject({ sales: 24_409_194, pieces: 16_479, first: '1997-01-01' })
  },
)

const elog = 'cdnow/cdnowElog_BTYD.csv'
test.skipIf(needs(sample, elog).skip)('the same purchases with a header are the same customers, orders and lines', { timeout: 60_000 }, async () => {
  const other = await openKesher()
  const hands = await working(other.house)
  const { result } = await imported(await other.administrator(), { text: Buffer.from(testData(elog)), kind: 'orders' }, 60_000)
  await hands.stop()
  await other.close()
  expect(result).toMatchObject({
    refused: 0,
    entities: { customer: { created: 2_357 }, order: { created: 6_696 }, orderLine: { created: 6_919 } },
  })
})

const master = 'cdnow/CDNOW_master.txt'
test.skipIf(needs(master).skip)('CDNOW’s master file', { timeout: 120_000 }, async () => {
  expect(await brought(master, 'orders', { currency: 'CAD' })).toMatchObject({ rows: 69_659, refused: 0, customer: 23_570, orderLine: 69_659 })
})

const superstore = 'superstore/superstore.csv'
test.skipIf(needs(superstore).skip)('a shop’s order lines with names, categories and profit', { timeout: 60_000 }, async () => {
  expect(await brought(superstore, 'orders', { currency: 'EUR' })).toEqual({
    state: 'imported',
    rows: 9_994,
    refused: 0,
    customer: 793,
    product: 1_862,
    order: 5_009,
    orderLine: 9_994,
  })
  expect(await sales('EUR')).toMatchObject({ sales: 229_720_107, profit: 229_720_107 - 201_080_328, pieces: 37_873 })
})

test.for<[string, number, number, number | undefined, number]>([
  // file, cards, customers, contacts, points
  ['John_Doe_ANDROID.vcf', 6, 6, 2, 8],
  ['John_Doe_EVOLUTION.vcf', 1, 1, 1, 4],
  ['John_Doe_GMAIL.vcf', 1, 1, 1, 4],
  ['John_Doe_MAC_ADDRESS_BOOK.vcf', 1, 1, 1, 10],
  ['John_Doe_MS_OUTLOOK.vcf', 1, 1, 1, 5],
  ['fullcontact.vcf', 1, 1, 1, 18],
  ['gmail-list.vcf', 3, 3, undefined, 3],
  ['gmail-single.vcf', 1, 1, 1, 5],
  ['gmail-single2.vcf', 1, 1, 1, 21],
  ['outlook-2003.vcf', 1, 1, 1, 2],
  ['rfc2426-example.vcf', 2, 2, 2, 9],
  ['rfc6350-example.vcf', 1, 1, 1, 4],
  ['jcard-example.json', 1, 1, 1, 4],
])('the address book %s: every card, every address, every number that can be dialled', async ([file, rows, customer, contact, point], { skip }) => {
  const path = `vcard/${file}`
  skip(needs(path).skip, 'the data is not here')
  const other = await openKesher()
  const hands = await working(other.house)
  const boss = await other.administrator()
  const { result } = await imported(boss, { text: Buffer.from(testData(path)), name: file })
  const again = await imported(boss, { text: Buffer.from(testData(path)), name: file })
  await hands.stop()
  await other.close()
  const created = Object.fromEntries(Object.entries(result!.entities).map(([entity, counts]) => [entity, counts.created || undefined]))
  expect({ rows: result!.rows, refused: result!.refused, ...created }).toEqual({ rows, refused: 0, customer, contact, point })
  expect(Object.values(again.result!.entities).map(({ created: more, updated }) => more + updated)).toEqual(
    [...Object.values(again.result!.entities)].map(() => 0),
  )
})
