/** Signals that are plain facts, or follow from a few of them: read from the whole house in one statement, streamed. */
import type pg from 'pg'
import type { Evidence, SignalKind } from '../../contract/insight.ts'

export type FoundSignal = { customerId: string; kind: SignalKind; subject: string; severity: 1 | 2 | 3; probability: number; evidence: Evidence }

/** The latest answer well below the mean of up to five before it. */
const scoreFell = `
  select customer_id, 'score-fell' as kind, question as subject,
    case when before - value >= 1.8 * needed then 3 else 2 end as severity, 1.0 as probability,
    json_build_object('question', question, 'value', value, 'before', round(before, 1), 'answers', answers, 'days', $1::timestamptz::date - given_at::date) as evidence
  from (
    select customer_id, question, value, given_at,
      case question when 'recommend' then 2.5 when 'ease' then 1.8 else 0.9 end as needed,
      avg(value) over earlier as before, count(*) over earlier as answers,
      row_number() over (partition by customer_id, question order by given_at desc, id desc) as place
    from scores where given_at <= $1
    window earlier as (partition by customer_id, question order by given_at, id rows between 5 preceding and 1 preceding)) as answered
  where place = 1 and answers >= 2 and before - value >= needed and given_at > $1::timestamptz - interval '180 days'`

const unanswered = `
  select customer_id, kind || '-unanswered', id::text,
    case when kind = 'wish' then 1 when heard_at < $1::timestamptz - interval '30 days' then 3 else 2 end, 1.0,
    json_build_object('days', $1::timestamptz::date - heard_at::date)
  from voices where answered_at is null and heard_at > $1::timestamptz - interval '2 years'
    and heard_at < $1::timestamptz - case kind when 'complaint' then interval '7 days' else interval '30 days' end`

const promiseBroken = `
  select customer_id, 'promise-broken', id::text, case when outcome = 'broken' then 2 else 1 end, 1.0,
    json_build_object('days', $1::timestamptz::date - coalesce(outcome_at::date, due_on), 'open', (outcome is null)::int)
  from promises where outcome = 'broken' and outcome_at > $1::timestamptz - interval '90 days' and outcome_at <= $1
    or outcome is null and due_on < $1::timestamptz::date - 3 and due_on > $1::timestamptz::date - 365`

const debt = `
  select id, 'debt', '', case when overdue_minor >= coalesce(nullif(balance_minor, 0), overdue_minor) / 2 then 3 else 2 end, 1.0,
    json_strip_nulls(json_build_object('overdueMinor', overdue_minor, 'balanceMinor', balance_minor, 'currency', currency))
  from customers where overdue_minor > 0`

const contactChanged = `
  select customer_id, 'contact-changed', id::text, 2, 1.0, json_build_object('days', $1::timestamptz::date - until_date)
  from contacts where until_date <= $1::timestamptz::date and until_date > $1::timestamptz::date - 180`

/** They used to be in touch and no longer are; the chance is that of a customer who still is, at their own pace, to have been so by now. */
const contactSilence = `
  select customer_id, 'contact-silence', '', case when silent > 8 * usual then 3 else 2 end, 1 - exp(-silent / usual),
    json_build_object('days', round(silent), 'usual', round(usual), 'contacts', contacts)
  from (
    select customer_id, count(*) as contacts, extract(epoch from $1::timestamptz - max(occurred_at))::float8 / 86400 as silent,
      greatest(extract(epoch from max(occurred_at) - min(occurred_at))::float8 / 86400 / nullif(count(*) - 1, 0), 1) as usual
    from interactions where direction = 'in' and occurred_at <= $1 and occurred_at > $1::timestamptz - interval '2 years' group by customer_id) as heard
  where contacts >= 5 and silent > greatest(45, 4.5 * usual)`

const statement = [scoreFell, unanswered, promiseBroken, debt, contactChanged, contactSilence].join(' union all ')
const fetchedAtOnce = 20_000

export async function factSignals(client: pg.Client, now: Date): Promise<FoundSignal[]> {
  const found: FoundSignal[] = []
  await client.query(`declare fact_signals no scroll cursor for ${statement}`, [now])
  for (;;) {
    const { rows } = await client.query(`fetch ${fetchedAtOnce} from fact_signals`)
    for (const { customer_id: customerId, kind, subject, severity, probability, evidence } of rows)
      found.push({ customerId, kind, subject, severity, probability: Math.min(1, Number(probability)), evidence })
    if (rows.length < fetchedAtOnce) break
  }
  await client.query('close fact_signals')
  return found
}
