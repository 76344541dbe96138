/** Order lines, one in each row; orders, products and customers are made of them on the way. */
import type { Desk } from './desk.ts'
import type { Importer, Reading } from './importer.ts'
import { type Claim, claimReader, customerMatcher, type Fault, isFault, saysNothing } from './matching.ts'
import { customersOf } from './new-customers.ts'
import { orderWriter } from './order-lines.ts'
import { noFields, type OwnFields, type OwnValues, ownFields, readOwn } from './own-fields.ts'
import { productShelf } from './product-shelf.ts'
import { type Decimal, decimalOf, decimalText, kept, keyOf, lineOf, minorDigits, momentsIn, rounded, times, wallText, wallTimeOf } from './values.ts'

/** One row, read. */
export type OrderLine = {
  no: number
  claim: Claim
  number: string
  kind: 'order' | 'return'
  at: string
  sku: string
  productName: string
  category: string
  quantity: string
  unitPriceMinor: string
  amountMinor: string
  costMinor: string | null
  own: OwnValues
}

type Money = { amount: bigint; amountMinor: string; each: string; quantity: string }

const largest = 10n ** 15n
const returnWords = /^(return|refund|credit|credit note|r|זיכוי|החזרה|חשבונית זיכוי|תעודת זיכוי)$/i
const general = { he: 'מכירות כלליות', en: 'General sales' }
const walkIn = { he: 'לקוחות מזדמנים', en: 'Walk-in sales' }

export function ordersImporter(desk: Desk): Importer<OrderLine> {
  const { mapping, company } = desk
  const own = { ...noFields }
  const readLine = lineReader(desk, own)
  const matcher = customerMatcher(desk)
  const shelf = productShelf(desk)
  const writer = orderWriter(desk, shelf, own)
  const walkInClaim: Claim = { ref: 'walk-in', taxId: '', email: '', phone: '', name: walkIn[company.language], city: '', country: '' }
  return {
    ahead: true,
    async open() {
      Object.assign(own, await ownFields(desk))
    },
    read: (row, cell) => readLine(row.no, cell, mapping.withoutCustomer === 'walk-in' ? walkInClaim : null),
    survey: (line) => shelf.see(line),
    steps: () => shelf.steps(),
    ready: () => shelf.restock(),
    async apply(lines) {
      const customers = await customersOf(
        desk,
        matcher,
        lines.map(({ claim }) => claim),
      )
      await writer.write(
        lines.flatMap((line, n) => {
          const customer = customers[n]!
          if (customer === 'several') {
            desk.refuse(line.no, 'several-customers', 'customerRef', line.claim.ref || line.claim.name)
            return []
          }
          return [{ line, customerId: customer.id }]
        }),
      )
    },
    async pass(lines) {
      await matcher.load(lines.map(({ claim }) => claim))
      for (const line of lines) {
        const customer = matcher.find(line.claim)
        if (customer && customer !== 'several') writer.pass(customer.id, line)
      }
    },
  }
}

function lineReader(desk: Desk, own: OwnFields) {
  const { mapping, company } = desk
  const claimOf = claimReader(desk, 'customer')
  const toMoment = momentsIn(company.timeZone)
  const digits = minorDigits(mapping.currency)
  const has = (field: string) => field in mapping.columns
  const returnNumber = mapping.returnPrefix ? new RegExp(`^${mapping.returnPrefix.replace(/[^\p{L}\p{N}]/gu, '\\$&')}\\d+$`, 'iu') : null
  const moments = remembering((text) => {
    const wall = wallTimeOf(text, mapping.dateOrder)
    return wall && { at: toMoment(wall), day: wallText(wall) }
  })
  const one: Decimal = { units: 1n, scale: 0 }
  const decimal = remembering((text) => decimalOf(text, mapping.decimal))

  /** What a line comes to. Few of the pairs of quantity and price in a file are new. */
  const amounts = remembering((key): Money | Fault => {
    const [kind, quantityText, priceText, totalText] = key.split('\t').map((text) => text.trim()) as [string, string, string, string]
    const quantity = quantityText ? decimal(quantityText) : one
    if (!quantity) return { reason: 'not-a-number', field: 'quantity', value: quantityText }
    const price = priceText ? decimal(priceText) : undefined
    if (price === null) return { reason: 'not-a-number', field: 'unitPrice', value: priceText }
    const total = totalText ? decimal(totalText) : undefined
    if (total === null) return { reason: 'not-a-number', field: 'amount', value: totalText }
    if (!price && !total) return { reason: 'required', field: has('unitPrice') ? 'unitPrice' : 'amount', value: '' }
    const turned = (value: bigint) => (kind === 'return' && value > 0n ? -value : value)
    const amount = turned(rounded(total ?? times(quantity, price!), digits))
    const each = price ? decimalText({ units: price.units * 10n ** BigInt(digits), scale: price.scale }, 4) : perUnit(total!, quantity, digits)
    const wholeQuantity = turned(rounded(quantity, 3))
    const tooLarge = amount > largest || amount < -largest || wholeQuantity > largest / 10n || wholeQuantity < -largest / 10n || each.length > 18
    if (tooLarge)
      return { reason: 'too-large', field: total ? 'amount' : quantityText.length > 11 ? 'quantity' : 'unitPrice', value: totalText || quantityText }
    return { amount, amountMinor: amount.toString(), each, quantity: decimalText({ units: wholeQuantity, scale: 3 }, 3) }
  })

  return (no: number, cell: (field: string) => string, without: Claim | null): Reading<OrderLine> => {
    let claim = claimOf(cell)
    if (isFault(claim)) return { no, refused: claim }
    if (saysNothing(claim)) {
      if (!without) return { no, refused: { reason: 'no-customer', field: has('customerRef') ? 'customerRef' : 'customerName', value: '' } }
      claim = without
    }
    const refuse = (reason: 'required' | 'not-a-date' | 'not-a-number' | 'too-long', field: string, value = cell(field)) => ({
      no,
      refused: { reason, field, value },
    })

    const moment = moments(cell('orderedAt'))
    if (!moment) return refuse(cell('orderedAt').trim() ? 'not-a-date' : 'required', 'orderedAt')
    const number = has('number') ? keyOf(cell('number')) : moment.day
    if (!number) return refuse('required', 'number')
    if (number.length > 60) return refuse('too-long', 'number')
    const kind = returnNumber?.test(number) || returnWords.test(cell('kind').trim()) ? 'return' : 'order'

    const productName = lineOf(cell('productName'))
    if (productName.length > 300) return refuse('too-long', 'productName')
    const sku = has('sku') ? keyOf(cell('sku')) : productName || 'general'
    if (!sku) return refuse('required', 'sku')
    if (sku.length > 100) return refuse('too-long', has('sku') ? 'sku' : 'productName')

    const money = amounts(`${kind}\t${cell('quantity')}\t${cell('unitPrice')}\t${cell('amount')}`)
    if ('reason' in money) return { no, refused: money }
    const { amount } = money
    const profit = cell('profit').trim() ? decimal(cell('profit')) : undefined
    const cost = cell('cost').trim() ? decimal(cell('cost')) : undefined
    if (profit === null || cost === null) return refuse('not-a-number', profit === null ? 'profit' : 'cost')
    const values = readOwn(desk, own, cell)
    if (isFault(values)) return { no, refused: values }
    const costMinor = cost ? rounded(cost, digits) : profit ? amount - rounded(profit, digits) : null
    return {
      no,
      value: {
        no,
        claim,
        number,
        kind,
        at: moment.at,
        sku,
        productName: has('sku') || productName ? productName : general[company.language],
        category: lineOf(cell('productCategory')).slice(0, 100),
        quantity: money.quantity,
        unitPriceMinor: money.each,
        amountMinor: money.amountMinor,
        costMinor: costMinor === null ? null : costMinor.toString(),
        own: values,
      },
    }
  }
}

/** The price of one in minor units, where the file has only what the line came to. */
function perUnit(total: Decimal, quantity: Decimal, digits: number) {
  const many = quantity.units === 0n ? { units: 1n, scale: 0 } : quantity
  const sign = many.units < 0n ? -1n : 1n
  const top = rounded(total, digits + 6) * 10n ** BigInt(many.scale) * sign
  const bottom = many.units * sign
  const half = bottom / 2n
  return decimalText({ units: top < 0n ? -((-top + half) / bottom) : (top + half) / bottom, scale: 6 }, 4)
}

/** Dates and prices repeat from row to row: each text is read once. */
function remembering<Value>(read: (text: string) => Value) {
  const known = new Map<string, Value>()
  return (text: string) => {
    let value = known.get(text)
    if (value === undefined) {
      if (known.size > 20_000) known.clear()
      value = read(text)
      known.set(kept(text), value)
    }
    return value
  }
}
