import { type ExpressionBuilder, sql } from 'kysely'
import { jsonBuildObject } from 'kysely/helpers/postgres'
import type { Contact, ContactPoint, Customer, Preference } from '../../contract/customers.ts'
import type { PersonRef } from '../../contract/fields.ts'
import type { Actor, Context } from '../context.ts'
import { valuesOf } from '../custom-fields/index.ts'
import type { Db } from '../db/connect.ts'
import type { Database } from '../db/schema.ts'
import { found } from '../http/problem.ts'
import { visibleTo } from './access.ts'

/** The customer as its file shows it, if this person may see it. */
export const findCustomer = (tx: Db, actor: Actor, id: string): Promise<Customer | undefined> =>
  tx
    .selectFrom('customers')
    .innerJoin('teams', 'teams.id', 'customers.teamId')
    .leftJoin('users as owner', 'owner.id', 'customers.ownerId')
    .where('customers.id', '=', id)
    .where(visibleTo(actor))
    .select([
      'customers.id',
      'customers.number',
      'customers.kind',
      'customers.name',
      'customers.otherName',
      'customers.ref',
      'customers.taxId',
      'customers.language',
      'customers.formOfAddress',
      'customers.city',
      'customers.country',
      'customers.teamId',
      'customers.ownerId',
      'customers.tags',
      'customers.customerSince',
      'customers.currency',
      'customers.paymentTermsDays',
      'customers.creditLimitMinor',
      'customers.balanceMinor',
      'customers.overdueMinor',
      'customers.version',
      'customers.createdAt',
      'customers.updatedAt',
    ])
    .select((eb) => [
      jsonBuildObject({ id: eb.ref('teams.id'), name: eb.ref('teams.name') }).as('team'),
      sql<PersonRef | null>`case when owner.id is not null then json_build_object('id', owner.id, 'name', owner.name) end`.as('owner'),
      valuesOf(actor, { customerId: sql`customers.id` }).as('custom'),
    ])
    .executeTakeFirst()

/** Holds the customer still until the transaction ends; answers "not found" when it is absent or not this person's to see. */
export const mustHold = async ({ tx, actor }: Context, id: string) =>
  found(
    await tx
      .selectFrom('customers')
      .where('id', '=', id)
      .where(visibleTo(actor))
      .select(['id', 'kind', 'country', 'version'])
      .forNoKeyUpdate()
      .executeTakeFirst(),
  )

/** What the company decides about a new customer. */
export const companyHabits = (tx: Db) => tx.selectFrom('company').select(['region', 'currency', 'defaultTeamId']).executeTakeFirstOrThrow()

export const nextNumber = async (tx: Db) => {
  const { rows } = await sql<{ number: number }>`select nextval('customer_numbers') as number`.execute(tx)
  return rows[0]!.number
}

export const findContact = ({ tx, actor }: Pick<Context, 'tx' | 'actor'>, customerId: string, id: string): Promise<Contact | undefined> =>
  tx
    .selectFrom('contacts')
    .where('customerId', '=', customerId)
    .where('id', '=', id)
    .select(['id', 'name', 'otherName', 'jobTitle', 'contactRole', 'formOfAddress', 'note', 'fromDate', 'untilDate'])
    .select(valuesOf(actor, { customerId: sql`contacts.customer_id`, contactId: sql`contacts.id` }).as('custom'))
    .executeTakeFirst()

export const findPoint = (tx: Db, customerId: string, id: string): Promise<ContactPoint | undefined> =>
  tx
    .selectFrom('contactPoints')
    .where('customerId', '=', customerId)
    .where('id', '=', id)
    .select(['id', 'contactId', 'channel', 'value', 'label', 'isPrimary'])
    .executeTakeFirst()

export const findPreference = (tx: Db, customerId: string, id: string): Promise<Preference | undefined> =>
  tx
    .selectFrom('preferences')
    .leftJoin('users', 'users.id', 'preferences.createdBy')
    .where('preferences.customerId', '=', customerId)
    .where('preferences.id', '=', id)
    .select(['preferences.id', 'preferences.kind', 'preferences.text', 'preferences.createdAt'])
    .select(sql<PersonRef | null>`case when users.id is not null then json_build_object('id', users.id, 'name', users.name) end`.as('createdBy'))
    .executeTakeFirst()

/** The address to show for a customer in one line: the primary one of the channel, else its own before its people's, else the oldest. */
export const firstPoint = (eb: ExpressionBuilder<Database, 'customers'>, channel: 'phone' | 'email') =>
  eb
    .selectFrom('contactPoints')
    .whereRef('contactPoints.customerId', '=', 'customers.id')
    .where('contactPoints.channel', '=', channel)
    .orderBy('contactPoints.isPrimary', 'desc')
    .orderBy('contactPoints.contactId', (order) => order.asc().nullsFirst())
    .orderBy('contactPoints.id')
    .limit(1)
    .select('contactPoints.value')

/** Tags in use among the customers this person sees, most used first. */
export async function tagsInUse(tx: Db, actor: Actor) {
  const { rows } = await sql<{ tag: string; customers: number }>`
    select tag, count(*) as customers from customers, unnest(tags) as tag
    where ${visibleTo(actor)} and tags <> '{}'
    group by tag order by customers desc, tag limit 500`.execute(tx)
  return rows
}
