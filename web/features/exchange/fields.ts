/** The fields of each kind as the mapping offers them. The contract's own list comes with its schemas, which stay on the server. */
import type { FieldSubject } from '../../../contract/custom-fields.ts'
import type { ImportField, ImportKind, importFields } from '../../../contract/exchange.ts'

const customer = ['customerRef', 'customerName', 'customerTaxId', 'customerEmail', 'customerPhone'] as const

const fields: { [Kind in ImportKind]: { [Field in (typeof importFields)[Kind][number]]: true } } = {
  customers: {
    ref: true,
    name: true,
    firstName: true,
    lastName: true,
    otherName: true,
    kind: true,
    taxId: true,
    email: true,
    phone: true,
    mobile: true,
    fax: true,
    address: true,
    city: true,
    country: true,
    language: true,
    tags: true,
    customerSince: true,
    balance: true,
    overdue: true,
    creditLimit: true,
    paymentTermsDays: true,
    owner: true,
    team: true,
  },
  contacts: {
    ...named(customer),
    customerCity: true,
    customerCountry: true,
    name: true,
    firstName: true,
    lastName: true,
    otherName: true,
    jobTitle: true,
    contactRole: true,
    email: true,
    phone: true,
    mobile: true,
    fax: true,
    address: true,
    fromDate: true,
    untilDate: true,
    note: true,
  },
  products: { sku: true, name: true, category: true, unitPrice: true, active: true },
  orders: {
    number: true,
    orderedAt: true,
    kind: true,
    ...named(customer),
    customerCity: true,
    customerCountry: true,
    sku: true,
    productName: true,
    productCategory: true,
    quantity: true,
    unitPrice: true,
    amount: true,
    cost: true,
    profit: true,
  },
  interactions: { ...named(customer), occurredAt: true, channel: true, direction: true, subject: true, body: true, asked: true, user: true, sourceKey: true },
}

function named<Name extends string>(list: readonly Name[]) {
  return Object.fromEntries(list.map((name) => [name, true])) as Record<Name, true>
}

export const fieldsOf = (kind: ImportKind) => Object.keys(fields[kind]) as ImportField[]

/** Whose fields of the company's own the rows of each kind may fill. */
export const ownSubjects: Partial<Record<ImportKind, FieldSubject>> = {
  customers: 'customer',
  contacts: 'contact',
  orders: 'order',
  interactions: 'interaction',
}
