/** The customers a filter finds, as a table that spreadsheets and our own import read. */
import type { z } from 'zod'
import type { GuardedField } from '../../contract/access.ts'
import type { customers } from '../../contract/customers.ts'
import type { Download } from '../../contract/endpoint.ts'
import type { Actor, Context } from '../context.ts'
import { cellsOf, fieldsSeen, valuesOfMany } from '../custom-fields/index.ts'
import { type Cell, csvFile } from '../http/csv.ts'
import { customersFound, type Narrowing, narrowing } from './filter.ts'
import { withHeirs } from './heirs.ts'
import { firstPoint } from './queries.ts'

const columns = [
  'number',
  'ref',
  'kind',
  'name',
  'otherName',
  'taxId',
  'phone',
  'email',
  'city',
  'country',
  'language',
  'formOfAddress',
  'team',
  'owner',
  'tags',
  'customerSince',
  'currency',
  'paymentTermsDays',
  'creditLimit',
  'balance',
  'overdue',
  'orders12m',
  'revenue12m',
  'lastContactAt',
  'lastOrderAt',
  'createdAt',
] as const

/** Columns left out for whom they are hidden. */
const guardedColumns: Partial<Record<(typeof columns)[number], GuardedField>> = {
  taxId: 'taxId',
  phone: 'contactPoints',
  email: 'contactPoints',
  paymentTermsDays: 'finances',
  creditLimit: 'finances',
  balance: 'finances',
  overdue: 'finances',
  revenue12m: 'amounts',
}

const columnsFor = ({ hidden }: Actor) => columns.filter((column) => !hidden.includes(guardedColumns[column]!))

type Asked = z.output<(typeof customers)['GET /customers/export']['query']>
type Chosen = { ids: string[] | undefined; filter: Narrowing }

const chunkOf = 1_000

/** The columns of ours, then the custom fields this person sees, each under the name the import knows it by. */
export async function exportCustomers(ctx: Context, { ids, ...given }: Asked): Promise<Download> {
  const chosen = { ids: ids && (await withHeirs(ctx.tx, ids)), filter: await narrowing(ctx, given) }
  const fields = await fieldsSeen(ctx.tx, ctx.actor, 'customer')
  const cells = await cellsOf(ctx.tx, ctx.actor.language, fields)
  ctx.audit('list.exported', { facts: { list: 'customers' } })
  return {
    name: `customers-${ctx.now.toISOString().slice(0, 10)}.csv`,
    contentType: 'text/csv; charset=utf-8',
    stream: csvFile(
      [...columnsFor(ctx.actor), ...fields.map(({ key }) => `custom.${key}`)],
      lines(
        ctx,
        chosen,
        fields.map(({ key }) => key),
        cells,
      ),
    ),
  }
}

/** Read in chunks by id, so that a million customers need no more memory than a thousand. */
async function* lines(ctx: Context, chosen: Chosen, keys: string[], custom: Awaited<ReturnType<typeof cellsOf>>): AsyncGenerator<Cell[]> {
  const kept = columnsFor(ctx.actor)
  let after: string | undefined
  while (true) {
    const rows = await chunk(ctx, chosen, after)
    const ids = rows.map(({ id }) => id)
    const values = await valuesOfMany(ctx.tx, ctx.actor, ids, keys)
    for (const { id, ...row } of rows) {
      const cells = {
        ...row,
        tags: row.tags.join('; '),
        creditLimit: major(row.creditLimit, row.currency),
        balance: major(row.balance, row.currency),
        overdue: major(row.overdue, row.currency),
        revenue12m: major(row.revenue12m, row.currency),
      }
      yield [...kept.map((column) => cells[column]), ...custom(values.get(id) ?? {})]
    }
    if (rows.length < chunkOf) return
    after = rows.at(-1)!.id
  }
}

const chunk = ({ tx, actor }: Context, { ids, filter }: Chosen, after: string | undefined) =>
  customersFound(tx, actor, filter)
    .innerJoin('teams', 'teams.id', 'customers.teamId')
    .leftJoin('users as owner', 'owner.id', 'customers.ownerId')
    .$if(ids !== undefined, (query) => query.where('customers.id', 'in', ids!))
    .$if(after !== undefined, (query) => query.where('customers.id', '>', after!))
    .select([
      'customers.id',
      'customers.number',
      'customers.ref',
      'customers.kind',
      'customers.name',
      'customers.otherName',
      'customers.taxId',
      'customers.city',
      'customers.country',
      'customers.language',
      'customers.formOfAddress',
      'teams.name as team',
      'owner.name as owner',
      'customers.tags',
      'customers.customerSince',
      'customers.currency',
      'customers.paymentTermsDays',
      'customers.creditLimitMinor as creditLimit',
      'customers.balanceMinor as balance',
      'customers.overdueMinor as overdue',
      'facts.orders12m',
      'facts.revenue12mMinor as revenue12m',
      'facts.lastContactAt',
      'facts.lastOrderAt',
      'customers.createdAt',
    ])
    .select((eb) => [firstPoint(eb, 'phone').as('phone'), firstPoint(eb, 'email').as('email')])
    .orderBy('customers.id')
    .limit(chunkOf)
    .execute()

/** Minor units as the decimal number people reckon in. */
function major(minor: number | null, currency: string) {
  if (minor === null) return null
  const digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  return (minor / 10 ** digits).toFixed(digits)
}
