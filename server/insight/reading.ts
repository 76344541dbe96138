/** Facts read in one streamed pass each, in the order of customers, into typed arrays. Days are whole numbers since 1970, in the company's time. */
import type pg from 'pg'
import type { Db } from '../db/connect.ts'

const dayLength = 86_400_000
export const dayText = (day: number) => new Date(day * dayLength).toISOString().slice(0, 10)

export async function companyDay(db: Db, now: Date): Promise<number> {
  const { timeZone } = await db.selectFrom('company').select('timeZone').executeTakeFirstOrThrow()
  return Date.parse(Temporal.Instant.from(now.toISOString()).toZonedDateTimeISO(timeZone).toPlainDate().toString()) / dayLength
}

/** Years back that are told apart. */
export const yearsKept = 5

/** One order a row, of customers who ordered; what they came to is null in another currency than the customer's. */
export type Purchases = {
  ids: string[]
  /** Position in `ids`. */
  customer: Int32Array
  day: Int32Array
  amount: Float64Array
  /** Net of returns, per customer the latest `yearsKept` years, the latest first. */
  yearly: Float64Array
  firstDay: number | null
  otherCurrency: number
  asOf: number
}

/** Grows as rows come. */
class Column<Typed extends Int32Array | Float64Array> {
  #rows: Typed
  #more: (length: number) => Typed
  length = 0
  constructor(more: (length: number) => Typed) {
    this.#more = more
    this.#rows = more(1024)
  }
  push(value: number) {
    if (this.length === this.#rows.length) {
      const wider = this.#more(2 * this.length)
      wider.set(this.#rows)
      this.#rows = wider
    }
    this.#rows[this.length++] = value
  }
  whole = () => this.#rows.subarray(0, this.length) as Typed
}
export const ints = () => new Column((length) => new Int32Array(length))
const floats = () => new Column((length) => new Float64Array(length))

const fetchedAtOnce = 20_000

export async function streamed<Row extends unknown[]>(
  client: pg.Client,
  statement: string,
  values: unknown[],
  take: (row: Row) => void,
  told: (done: number) => Promise<void> = silently,
) {
  await client.query(`declare facts no scroll cursor for ${statement}`, values)
  for (let done = 0; ; ) {
    const { rows } = await client.query<Row>({ text: `fetch ${fetchedAtOnce} from facts`, rowMode: 'array' })
    for (const row of rows) take(row)
    done += rows.length
    await told(done)
    if (rows.length < fetchedAtOnce) break
  }
  await client.query('close facts')
}

const silently = async () => {}
/** Midnight after the day: what is dated later has not happened yet. */
const until = `(($1::date + 1)::timestamp at time zone company.time_zone)`
/** The same of the first day of the latest of `yearEdges`. */
const aYearBefore = `((($1::date - interval '1 year')::date + 1)::timestamp at time zone company.time_zone)`
const dayOf = (moment: string) => `(${moment} at time zone company.time_zone)::date - date '1970-01-01'`

export type Reading = { told?: (done: number) => Promise<void> /** Of these customers alone. */; of?: readonly string[] | undefined }
const only = (column: string, of: readonly string[] | undefined) => (of ? ` and ${column} = any($2::uuid[])` : '')
const valuesOf = (asOf: number, of: readonly string[] | undefined) => (of ? [dayText(asOf), of] : [dayText(asOf)])

export async function readPurchases(client: pg.Client, asOf: number, { told, of }: Reading = {}): Promise<Purchases> {
  const ids: string[] = []
  const [customer, day, amount, yearly] = [ints(), ints(), floats(), floats()]
  const edges = yearEdges(asOf)
  let firstDay: number | null = null
  let otherCurrency = 0
  let last = ''
  await streamed<[string, number, string | null, boolean]>(
    client,
    `select o.customer_id::text, ${dayOf('o.ordered_at')}, case when o.currency = c.currency then o.amount_minor::text end, o.kind = 'return'
     from orders o join customers c on c.id = o.customer_id cross join company where o.ordered_at < ${until}${only('o.customer_id', of)} order by o.customer_id`,
    valuesOf(asOf, of),
    ([id, at, minor, isReturn]) => {
      if (id !== last) {
        ids.push(id)
        last = id
        for (let year = 0; year < yearsKept; year++) yearly.push(0)
      }
      const row = ids.length - 1
      const year = edges.findIndex((edge) => at > edge)
      if (year >= 0 && minor !== null) yearly.whole()[row * yearsKept + year]! += Number(minor)
      if (isReturn) return
      if (minor === null) otherCurrency++
      firstDay = firstDay === null ? at : Math.min(firstDay, at)
      customer.push(row)
      day.push(at)
      amount.push(minor === null ? 0 : Number(minor))
    },
    told,
  )
  return { ids, customer: customer.whole(), day: day.whole(), amount: amount.whole(), yearly: yearly.whole(), firstDay, otherCurrency, asOf }
}

/** The last day before each of the years behind, the latest first. */
export function yearEdges(asOf: number): number[] {
  const today = Temporal.PlainDate.from(dayText(asOf))
  return Array.from({ length: yearsKept }, (_, year) => Date.parse(today.subtract({ years: year + 1 }).toString()) / dayLength)
}

/** By position in `ids`: what the last twelve months came to in lines whose cost is known, less returns, and what those cost. */
export type LineCosts = { costed: Float64Array; cost: Float64Array }

/** Added up where the lines lie: one row a customer leaves the database, however many lines there are. */
export async function readCosts(client: pg.Client, asOf: number, { ids }: Purchases, { of }: Reading = {}): Promise<LineCosts> {
  const [costed, cost] = [new Float64Array(ids.length), new Float64Array(ids.length)]
  let row = 0
  await streamed<[string, string, string]>(
    client,
    `select l.customer_id::text, sum(l.amount_minor)::text, sum(l.cost_minor)::text
     from orders o join customers c on c.id = o.customer_id cross join company join order_lines l on l.customer_id = o.customer_id and l.order_id = o.id
     where l.cost_minor is not null and o.currency = c.currency and o.ordered_at < ${until} and o.ordered_at >= ${aYearBefore}${only('o.customer_id', of)}
     group by l.customer_id order by l.customer_id`,
    valuesOf(asOf, of),
    ([id, amount, paid]) => {
      while (ids[row] !== id) row++
      costed[row] = Number(amount)
      cost[row] = Number(paid)
    },
  )
  return { costed, cost }
}

/** A category bought on a day, of customers who ordered often enough to tell; `categories` names them. */
export type CategoryLines = { customer: Int32Array; day: Int32Array; category: Int32Array; categories: string[] }

const ordersToTell = 6
const daysLookedAt = 730

export async function readLines(client: pg.Client, asOf: number, { ids, customer }: Purchases, { told, of: asked }: Reading = {}): Promise<CategoryLines> {
  const orders = new Int32Array(ids.length)
  for (const row of customer) orders[row]!++
  const [of, day, category] = [ints(), ints(), ints()]
  const known = new Map<string, number>()
  let row = 0
  await streamed<[string, number, string]>(
    client,
    `select o.customer_id::text, ${dayOf('o.ordered_at')}, p.category
     from (select customer_id from orders where kind = 'order'${only('customer_id', asked)} group by customer_id having count(*) >= ${ordersToTell}) as often
       join orders o on o.customer_id = often.customer_id join order_lines l on l.customer_id = o.customer_id and l.order_id = o.id join products p on p.id = l.product_id cross join company
     where o.kind = 'order' and p.category <> '' and o.ordered_at < ${until} and o.ordered_at > ${until} - interval '${daysLookedAt} days' order by o.customer_id`,
    valuesOf(asOf, asked),
    ([id, at, name]) => {
      while (ids[row] !== id) row++
      if (orders[row]! < ordersToTell) return
      if (!known.has(name)) known.set(name, known.size)
      of.push(row)
      day.push(at)
      category.push(known.get(name)!)
    },
    told,
  )
  return { customer: of.whole(), day: day.whole(), category: category.whole(), categories: [...known.keys()] }
}

/** The latest answer to "would you recommend us?", by position in `ids`; an older one than this no longer says what they say today. */
const answersKept = 730
export const noAnswer = -1

export async function readAnswers(client: pg.Client, asOf: number, { ids }: Purchases, { of }: Reading = {}): Promise<Int8Array> {
  const answers = new Int8Array(ids.length).fill(noAnswer)
  let row = 0
  await streamed<[string, number]>(
    client,
    `select distinct on (s.customer_id) s.customer_id::text, s.value from scores s cross join company
     where s.question = 'recommend' and s.given_at < ${until} and s.given_at > ${until} - interval '${answersKept} days'${only('s.customer_id', of)}
     order by s.customer_id, s.given_at desc, s.id desc`,
    valuesOf(asOf, of),
    ([id, value]) => {
      while (row < ids.length && ids[row]! < id) row++
      if (ids[row] === id) answers[row] = value
    },
  )
  return answers
}
