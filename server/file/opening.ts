/** Opening a file: everything its screen shows, built as one JSON document by one statement. */
import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import { rights } from '../../contract/access.ts'
import type { openedFrom } from '../../contract/audit.ts'
import type { CustomerFile } from '../../contract/file.ts'
import type { Actor, Context } from '../context.ts'
import { missingKeys, valuesByContact, valuesOf } from '../custom-fields/index.ts'
import { visibleTo } from '../customers/index.ts'
import { preparedBy } from '../db/prepared.ts'
import { found } from '../http/problem.ts'
import { interactionEntries, mergedPage, orderEntries, promiseEntries, scoreEntries, voiceEntries } from './entries.ts'

const firstPage = 50
const walks = [interactionEntries, orderEntries, promiseEntries, voiceEntries, scoreEntries]
const customerId = sql`customers.id`

export async function openFile({ tx, actor, now, audit }: Context, id: string, from: z.infer<typeof openedFrom>): Promise<CustomerFile> {
  const [row] = await readFile(tx, actor, { id, now })
  const file = found(row?.file)
  audit('file.opened', { customerId: id, facts: { from } }, from === 'refresh' ? 'hardly' : undefined)
  return { ...file, can: [...rights[actor.role]] }
}

const readFile = preparedBy({ id: '00000000-0000-0000-0000-000000000000', now: new Date(0) }, (actor: Actor, { id, now }) => fileStatement(actor, id, now))

/** The statement itself, so that the benchmark can time it bare. */
export const fileStatement = (actor: Actor, id: string, now: Date): RawBuilder<{ file: Omit<CustomerFile, 'can'> }> => sql`
  select json_build_object(
    'customer', ${customer(actor)}, 'facts', ${facts}, 'contacts', ${contacts(actor)}, 'points', ${points}, 'preferences', ${preferences},
    'missing', ${missingKeys(actor, customerId)}, 'promises', ${openPromises}, 'voices', ${openVoices}, 'scores', ${scores},
    'merged', exists (select from merges m where m.customer_id = customers.id and m.state <> 'undone'),
    'today', ${askedToday(actor)}, 'months', ${months}, 'timeline', ${timelineStart(actor)}) as file
  from customers
    join teams on teams.id = customers.team_id
    left join users as owner on owner.id = customers.owner_id
    join customer_facts as f on f.customer_id = customers.id
    cross join (select time_zone, ${now}::timestamptz as now, date_trunc('day', ${now}::timestamptz at time zone time_zone) as today from company) as clock
  where customers.id = ${id} and ${visibleTo(actor)}`

const person = (id: string) => sql`(select json_build_object('id', u.id, 'name', u.name) from users u where u.id = ${sql.ref(id)})`
const contact = sql`(select json_build_object('id', c.id, 'name', c.name) from contacts c where c.customer_id = e.customer_id and c.id = e.contact_id)`
/** The rows of a query as a JSON array. */
const list = (query: RawBuilder<unknown>) => sql`(select coalesce(json_agg(e), '[]') from (${query}) as e)`

const customer = (actor: Actor) => sql`json_build_object(
  'id', customers.id, 'number', customers.number, 'kind', customers.kind, 'name', customers.name, 'otherName', customers.other_name, 'ref', customers.ref, 'taxId', customers.tax_id,
  'language', customers.language, 'formOfAddress', customers.form_of_address, 'city', customers.city, 'country', customers.country, 'teamId', customers.team_id, 'ownerId', customers.owner_id,
  'tags', customers.tags, 'customerSince', customers.customer_since, 'currency', customers.currency, 'paymentTermsDays', customers.payment_terms_days,
  'creditLimitMinor', customers.credit_limit_minor, 'balanceMinor', customers.balance_minor, 'overdueMinor', customers.overdue_minor,
  'team', json_build_object('id', teams.id, 'name', teams.name), 'owner', case when owner.id is not null then json_build_object('id', owner.id, 'name', owner.name) end,
  'custom', ${valuesOf(actor, { customerId })}, 'version', customers.version, 'createdAt', customers.created_at, 'updatedAt', customers.updated_at)`

const facts = sql`json_build_object(
  'lastInAt', f.last_in_at, 'lastOutAt', f.last_out_at, 'lastContactAt', f.last_contact_at, 'firstOrderAt', f.first_order_at, 'lastOrderAt', f.last_order_at,
  'orders12m', f.orders_12m, 'revenue12mMinor', f.revenue_12m_minor, 'revenuePrior12mMinor', f.revenue_prior_12m_minor,
  'openPromises', f.open_promises, 'nextPromiseDue', f.next_promise_due, 'openVoices', f.open_voices,
  'lastExpectation', f.last_expectation, 'lastRecommend', f.last_recommend, 'lastEase', f.last_ease, 'lastScoredAt', f.last_scored_at)`

const contacts = (actor: Actor) =>
  list(sql`
  select id, name, other_name as "otherName", job_title as "jobTitle", contact_role as "contactRole", form_of_address as "formOfAddress", note, from_date as "fromDate", until_date as "untilDate", coalesce(own.custom, '{}') as custom
  from contacts left join (${valuesByContact(actor, customerId)}) as own on own.contact_id = contacts.id
  where customer_id = customers.id order by until_date is not null, name limit 500`)

const points = list(sql`
  select id, contact_id as "contactId", channel, value, label, is_primary as "isPrimary" from contact_points
  where customer_id = customers.id order by is_primary desc, contact_id nulls first, id limit 1000`)

const preferences = list(sql`
  select e.id, e.kind, e.text, e.created_at as "createdAt", ${person('e.created_by')} as "createdBy" from preferences e
  where e.customer_id = customers.id order by e.created_at desc, e.id desc limit 100`)

const openPromises = list(sql`
  select e.id, e.customer_id as "customerId", e.text, e.due_on as "dueOn", ${person('e.keeper_id')} as keeper, e.made_at as "madeAt", e.outcome, e.outcome_at as "outcomeAt"
  from promises e where e.customer_id = customers.id and e.outcome is null order by e.due_on, e.id limit 100`)

const openVoices = list(sql`
  select e.id, e.customer_id as "customerId", e.kind, e.text, e.heard_at as "heardAt", ${person('e.heard_by')} as "heardBy", ${contact} as contact, e.answer, e.answered_at as "answeredAt"
  from voices e where e.customer_id = customers.id and e.answered_at is null order by e.heard_at desc, e.id desc limit 100`)

const scores = list(sql`
  select e.id, e.question, e.value, e.comment, e.given_at as "givenAt", ${person('e.user_id')} as user
  from scores e where e.customer_id = customers.id order by e.given_at desc, e.id desc limit 30`)

const startOfToday = sql`(clock.today at time zone clock.time_zone)`

/** What the customer was in touch about since midnight: contacts in either direction, orders, wishes and complaints. */
const askedToday = (actor: Actor) =>
  sql`(select coalesce(json_agg(entry order by at desc, id desc), '[]') from (${sql.join(
    [
      interactionEntries({ actor, customerId, limit: 50, from: startOfToday, where: sql`e.direction <> 'internal'` }),
      orderEntries({ actor, customerId, limit: 20, from: startOfToday }),
      voiceEntries({ actor, customerId, limit: 20, from: startOfToday }),
    ],
    sql` union all `,
  )}) as today)`

/** Two years that end with this month; of a customer who has not bought for a year, with the month they last did. */
const months = sql`(
  select json_agg(json_build_object('month', to_char(month, 'YYYY-MM'), 'orders', coalesce(sold.orders, 0), 'amountMinor', coalesce(sold.amount, 0)) order by month)
  from (select date_trunc('month', case when f.last_order_at < clock.now - interval '12 months' then f.last_order_at at time zone clock.time_zone else clock.today end) as newest) as span
    cross join lateral generate_series(newest - interval '23 months', newest, interval '1 month') as month
    left join (
      select date_trunc('month', o.ordered_at at time zone clock.time_zone) as month, count(*) filter (where o.kind = 'order') as orders, sum(o.amount_minor) as amount
      from orders o where o.customer_id = customers.id and o.currency = customers.currency
        and o.ordered_at >= (date_trunc('month', case when f.last_order_at < clock.now - interval '12 months' then f.last_order_at at time zone clock.time_zone else clock.today end)
          - interval '23 months') at time zone clock.time_zone
      group by 1) as sold using (month))`

const timelineStart = (actor: Actor) =>
  mergedPage(
    walks.map((walk) => walk({ actor, customerId, limit: firstPage + 1 })),
    firstPage,
  )
