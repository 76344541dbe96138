-- What customers say of other suppliers; signals that are acted on, tested and compared; amounts of several currencies in one order.

alter table interactions add heard text check (heard in ('price-comparison', 'competitor-contact'));
comment on column interactions.heard is 'What was heard in passing of other suppliers: prices compared, or somebody else in touch.';
create index interactions_heard on interactions (occurred_at, customer_id) where heard is not null;

alter table signals drop constraint signals_kind_check;
alter table signals add constraint signals_kind_check check (kind in ('order-silence', 'gap-grows', 'orders-shrink', 'category-moved', 'cycle-lengthens',
  'contact-silence', 'score-fell', 'complaint-unanswered', 'wish-unanswered', 'promise-broken', 'debt', 'contact-changed', 'owner-changed',
  'price-comparison', 'competitor-contact'));
alter table signals
  add chance real check (chance between 0 and 1),
  add action_kind text check (action_kind in ('promise', 'interaction')),
  add action_id uuid,
  add check ((action_kind is null) = (action_id is null));
comment on column signals.chance is 'Of such signals on earlier days of this company, the share after which the customer left or shrank, less what people called false alarms. Null where too few were seen.';
comment on column signals.action_id is 'The promise or the interaction in which somebody acted on it.';
create index signals_raised on signals (raised_at);
create index signals_ended on signals (ended_at) where ended_at is not null;

alter table insight_settings add rates jsonb not null default '{}';
comment on column insight_settings.rates is 'By currency, what one unit of it is in the company''s; for the order of the watch list alone.';

alter table insight_runs add scope text not null default 'all' check (scope in ('all', 'changed'));
comment on column insight_runs.scope is 'All customers, or those whose files changed since the last run.';
-- Reports of runs before this hold the test of the ranking in another form.
update insight_runs set report = jsonb_set(report, '{test}', 'null') where report is not null;

alter table customer_insight
  add watch_minor bigint not null default 0,
  add was_leaving_ppm integer,
  add was_watch_minor bigint;
alter table customer_insight add change_minor bigint generated always as (watch_minor - was_watch_minor) stored;
comment on column customer_insight.watch_minor is 'The expected loss in the company''s currency, by which the watch list is ordered.';
comment on column customer_insight.was_watch_minor is 'As the run of all customers before the last one said; was_leaving_ppm likewise.';
update customer_insight set watch_minor = expected_loss_minor;
drop index customer_insight_by_loss;
create index customer_insight_by_watch on customer_insight (watch_minor, customer_id);
create index customer_insight_by_change on customer_insight (change_minor, customer_id) where change_minor <> 0;
