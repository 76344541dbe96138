/** Writes whole files into the database by COPY: many at once, in constant memory. */
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import type { Insertable } from 'kysely'
import type { ClientBase } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Database } from '../db/schema.ts'

/** Everything about one customer, as rows. */
export type FileRows = {
  customer: Insertable<Database['customers']>
  contacts: Insertable<Database['contacts']>[]
  contactPoints: Insertable<Database['contactPoints']>[]
  preferences: Insertable<Database['preferences']>[]
  interactions: Insertable<Database['interactions']>[]
  promises: Insertable<Database['promises']>[]
  orders: Insertable<Database['orders']>[]
  orderLines: Insertable<Database['orderLines']>[]
  voices: Insertable<Database['voices']>[]
  scores: Insertable<Database['scores']>[]
  customerEvents: Insertable<Database['customerEvents']>[]
}

type Table = keyof Omit<FileRows, 'customer'> | 'customers'

/** Parents before their children. */
const columns: { [Name in Table]: readonly (keyof Insertable<Database[Name]>)[] } = {
  customers: [
    'id',
    'number',
    'kind',
    'name',
    'otherName',
    'ref',
    'taxId',
    'language',
    'formOfAddress',
    'city',
    'country',
    'teamId',
    'ownerId',
    'tags',
    'customerSince',
    'currency',
    'paymentTermsDays',
    'creditLimitMinor',
    'balanceMinor',
    'overdueMinor',
    'createdAt',
    'updatedAt',
  ],
  contacts: ['customerId', 'id', 'name', 'otherName', 'jobTitle', 'contactRole', 'formOfAddress', 'note', 'fromDate', 'untilDate', 'createdAt'],
  contactPoints: ['customerId', 'id', 'contactId', 'channel', 'value', 'label', 'isPrimary', 'createdAt'],
  preferences: ['customerId', 'id', 'kind', 'text', 'createdBy', 'createdAt'],
  interactions: [
    'customerId',
    'id',
    'channel',
    'direction',
    'occurredAt',
    'recordedAt',
    'recordedBy',
    'userId',
    'contactId',
    'conversationId',
    'subject',
    'body',
    'asked',
    'heard',
    'durationSeconds',
  ],
  promises: ['customerId', 'id', 'text', 'dueOn', 'keeperId', 'madeBy', 'madeAt', 'interactionId', 'outcome', 'outcomeAt', 'outcomeBy'],
  orders: ['customerId', 'id', 'number', 'kind', 'orderedAt', 'channel', 'takenBy', 'contactId', 'currency', 'amountMinor', 'note', 'createdAt'],
  orderLines: ['customerId', 'id', 'orderId', 'lineNo', 'productId', 'quantity', 'unitPriceMinor', 'amountMinor', 'costMinor'],
  voices: ['customerId', 'id', 'kind', 'text', 'heardAt', 'heardBy', 'contactId', 'interactionId', 'answer', 'answeredAt', 'answeredBy'],
  scores: ['customerId', 'id', 'question', 'value', 'comment', 'givenAt', 'recordedBy', 'userId', 'contactId', 'interactionId'],
  customerEvents: ['customerId', 'id', 'type', 'actorId', 'at'],
}

export const tablesOfFile = Object.keys(columns).map(inDatabase)

/** Writes the files on one connection. Sorted by customer id, so that every index of a file's tables grows at its end. */
export async function writeFiles(client: ClientBase, files: readonly FileRows[]) {
  for (const table of Object.keys(columns) as Table[]) {
    const rows = table === 'customers' ? files.map(({ customer }) => customer) : files.flatMap((file) => file[table] as object[])
    if (rows.length > 0) await copy(client, table, rows as Record<string, unknown>[])
  }
}

async function copy(client: ClientBase, table: Table, rows: Record<string, unknown>[]) {
  const names = columns[table] as readonly string[]
  const stream = client.query(copyFrom(`copy ${inDatabase(table)} (${names.map(inDatabase).join(', ')}) from stdin`))
  const lines = rows.map((row) => names.map((name) => field(row[name])).join('\t'))
  if (!stream.write(`${lines.join('\n')}\n`)) await once(stream, 'drain')
  stream.end()
  await finished(stream)
}

function inDatabase(name: string) {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

const special = /[\\\t\n\r]/
const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/** One value in the text form of COPY. */
function field(value: unknown): string {
  if (value === null || value === undefined) return '\\N'
  if (typeof value === 'string') return special.test(value) ? value.replace(/[\\\t\n\r]/g, (letter) => escapes[letter]!) : value
  if (Array.isArray(value)) return field(`{${value.map((item: string) => `"${item.replace(/["\\]/g, '\\$&')}"`).join(',')}}`)
  if (value instanceof Date) return value.toISOString()
  return String(value)
}
