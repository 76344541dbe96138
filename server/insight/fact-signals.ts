/**
 * Signals that are plain facts, or follow from a few of them: read from the whole house in one statement, streamed, as they stood at the
 * moment asked for, so that a past day can be asked again; days are the company's.
 */
import type pg from 'pg'
import type { Evidence, SignalKind } from '../../contract/insight.ts'

export type FoundSignal = { customerId: string; kind: SignalKind; subject: string; severity: 1 | 2 | 3; probability: number; evidence: Evidence }

/** The latest answer well below the mean of up to five before it. */
const scoreFell = `
  select customer_id, 'score-fell' as kind, question as subject,
    case when before - value >= 1.8 * needed then 3 else 2 end as severity, 1.0::float8 as probability,
    json_build_object('question', question, 'value', value, 'before', round(before, 1), 'answers', answers, 'days', clock.today - (given_at at time zone zone)::date) as evidence
  from (
    select customer_id, question, value, given_at,
      case question when 'recommend' then 2.5 when 'ease' then 1.8 else 0.9 end as needed,
      avg(value) over earlier as before, count(*) over earlier as answers,
      row_number() over (partition by customer_id, question order by given_at desc, id desc) as place
    from scores cross join clock where given_at <= clock.now and asked(scores.customer_id)
    window earlier as (partition by customer_id, question order by given_at, id rows between 5 preceding and 1 preceding)) as answered
  cross join clock
  where place = 1 and answers >= 2 and before - value >= needed and given_at > clock.now - interval '180 days'`

const unanswered = `
  select customer_id, kind || '-unanswered', id::text,
    case when kind = 'wish' then 1 when heard_at < clock.now - interval '30 days' then 3 else 2 end, 1.0,
    json_build_object('days', clock.today - (heard_at at time zone zone)::date)
  from voices cross join clock where (answered_at is null or answered_at > clock.now) and heard_at > clock.now - interval '2 years'
    and heard_at < clock.now - case kind when 'complaint' then interval '7 days' else interval '30 days' end and asked(voices.customer_id)`

const promiseBroken = `
  select customer_id, 'promise-broken', id::text, case when outcome = 'broken' then 2 else 1 end, 1.0,
    json_build_object('days', clock.today - coalesce((outcome_at at time zone zone)::date, due_on), 'open', (outcome is null)::int)
  from (
    select customer_id, id, due_on, case when outcome_at <= clock.now then outcome end as outcome, case when outcome_at <= clock.now then outcome_at end as outcome_at
    from promises cross join clock where made_at <= clock.now and due_on > clock.today - 365 and asked(promises.customer_id)) as known
  cross join clock
  where outcome = 'broken' and outcome_at > clock.now - interval '90 days' or outcome is null and due_on < clock.today - 3`

/** What was owed on a day of the past is not kept in the file; that it was told then, is. */
const debtThen = `
  select customer_id, 'debt', '', severity, 1.0, '{}'::json from signals cross join clock
  where kind = 'debt' and raised_at <= clock.now and (ended_at is null or ended_at > clock.now) and asked(signals.customer_id)`

const debt = `
  select id, 'debt', '', case when overdue_minor >= coalesce(nullif(balance_minor, 0), overdue_minor) / 2 then 3 else 2 end, 1.0,
    json_strip_nulls(json_build_object('overdueMinor', overdue_minor, 'balanceMinor', balance_minor, 'currency', currency))
  from customers where overdue_minor > 0 and asked(customers.id)`

/** Somebody left; where they owned the business, that is told instead. */
const peopleChanged = `
  select customer_id, case when owns then 'owner-changed' else 'contact-changed' end, id::text, case when owns then 3 else 2 end, 1.0,
    json_build_object('days', clock.today - until_date)
  from (select *, job_title || ' ' || contact_role ~* '(בעל(ים|ת|י)|\\m(owner|proprietor|founder)\\M)' as owns from contacts) as people cross join clock
  where until_date <= clock.today and until_date > clock.today - 180 and asked(people.customer_id)`

/**
 * They used to be in touch and no longer are. The chance is that of a customer who still is to have been heard by now: at their own pace, or by how often we
 * turned to them since without an answer, whichever tells more. Where we have been silent as long it is graver: nobody would hear that they leave.
 */
const contactSilence = `
  select customer_id, 'contact-silence', '', case when silent > 8 * usual or ours >= silent then 3 else 2 end, 1 - chance,
    json_strip_nulls(json_build_object('days', round(silent), 'usual', round(usual), 'contacts', contacts, 'ours', round(ours), 'tries', tries))
  from (
    select *, least(exp(-silent / usual), power(1 - (contacts::float8 + 1) / (contacts + answered + 2), tries)) as chance
    from (
      select customer_id, count(*) filter (where theirs) as contacts, count(*) filter (where not theirs and occurred_at > heard_at) as tries,
        count(*) filter (where not theirs and occurred_at <= heard_at) as answered,
        extract(epoch from clock.now - max(heard_at))::float8 / 86400 as silent,
        extract(epoch from clock.now - max(occurred_at) filter (where not theirs))::float8 / 86400 as ours,
        greatest(extract(epoch from max(heard_at) - min(occurred_at) filter (where theirs))::float8 / 86400
          / nullif(count(*) filter (where theirs) - 1, 0), 1) as usual
      from (
        select customer_id, occurred_at, theirs, max(occurred_at) filter (where theirs) over (partition by customer_id) as heard_at
        from (select customer_id, occurred_at, direction = 'in' as theirs from interactions cross join clock
          where direction <> 'internal' and occurred_at <= clock.now and occurred_at > clock.now - interval '2 years' and asked(interactions.customer_id)) as said) as paired
      cross join clock group by customer_id, clock.now) as heard
    where contacts >= 5 and silent > 45) as weighed
  where chance <= 0.025 and silent > 2 * usual`

const heardOfOthers = `
  select customer_id, heard, '', case when heard = 'competitor-contact' or count(*) > 1 then 3 else 2 end, 1.0,
    json_build_object('days', max(clock.today) - (max(occurred_at) at time zone max(zone))::date, 'times', count(*))
  from interactions cross join clock
  where heard is not null and occurred_at <= clock.now and occurred_at > clock.now - interval '90 days' and asked(interactions.customer_id)
  group by customer_id, heard`

/**
 * The days from what they last asked for to the order that followed: the last four against those of the year before. The chance is that of a steady customer to
 * have stayed below, by the spread of their own days.
 */
const cycleLengthens = `
  select customer_id, 'cycle-lengthens', '', case when lately >= 3 * earlier then 3 else 2 end, 1 / (1 + exp(-1.7 * least(z, 30))),
    json_build_object('lately', round(lately), 'earlier', round(earlier), 'orders', orders)
  from (
    select customer_id, avg(days) filter (where place <= 4) as lately, avg(days) filter (where place > 4) as earlier, count(*) as orders,
      (avg(days) filter (where place <= 4) - avg(days) filter (where place > 4)) / greatest(stddev_samp(days) filter (where place > 4), 0.5) * 2 as z
    from (
      select customer_id, extract(epoch from at - asked_at)::float8 / 86400 as days, row_number() over (partition by customer_id order by at desc) as place
      from (
        select customer_id, at, is_order, max(at) filter (where not is_order) over (partition by customer_id order by at, is_order) as asked_at,
          lag(at) over (partition by customer_id, is_order order by at) as before
        from (
          select customer_id, ordered_at as at, true as is_order from orders cross join clock
          where kind = 'order' and ordered_at <= clock.now and ordered_at > clock.now - interval '400 days' and asked(orders.customer_id)
          union all
          select customer_id, occurred_at, false from interactions cross join clock
          where direction = 'in' and asked <> '' and occurred_at <= clock.now and occurred_at > clock.now - interval '460 days'
            and asked(interactions.customer_id)) as steps) as paired
      where is_order and asked_at > coalesce(before, asked_at - interval '1 day')) as waits
    group by customer_id) as compared
  where orders >= 10 and lately >= 2 * earlier and lately >= earlier + 3 and z >= 4`

const all = [scoreFell, unanswered, promiseBroken, peopleChanged, contactSilence, heardOfOthers, cycleLengthens]
const fetchedAtOnce = 20_000

export type FactsOptions = {
  /** As they stand now, or stood on a day that has passed. */ past?: boolean /** Of these customers alone. */
  of?: readonly string[] | undefined
}

/** Hands them on as they are fetched. */
export async function factSignals(
  client: pg.Client,
  now: Date,
  take: (found: FoundSignal[]) => Promise<void>,
  { past = false, of }: FactsOptions = {},
): Promise<void> {
  const union = [...all, past ? debtThen : debt].join(' union all ').replace(/asked\((\w+\.\w+)\)/g, of ? '$1 = any($2::uuid[])' : 'true')
  await client.query(
    `declare fact_signals no scroll cursor for
     with clock as (select $1::timestamptz as now, ($1::timestamptz at time zone time_zone)::date as today, time_zone as zone from company) ${union}`,
    of ? [now, of] : [now],
  )
  for (;;) {
    const { rows } = await client.query(`fetch ${fetchedAtOnce} from fact_signals`)
    await take(
      rows.map(({ customer_id: customerId, kind, subject, severity, probability, evidence }) => ({
        customerId,
        kind,
        subject,
        severity,
        probability: Math.min(1, Number(probability)),
        evidence,
      })),
    )
    if (rows.length < fetchedAtOnce) break
  }
  await client.query('close fact_signals')
}
