-- Insight: what a customer is worth, whether they are leaving, and how we know.

create table insight_settings (
  id smallint primary key default 1 check (id = 1),
  years smallint not null default 5 check (years between 1 and 50),
  profit_share numeric(5, 4) not null default 0.2 check (profit_share between 0 and 1),
  discount numeric(5, 4) not null default 0.1 check (discount between 0.001 and 1)
);
comment on table insight_settings is 'One row: what the company assumes when it computes what losing a customer costs.';
comment on column insight_settings.years is 'Years a customer who stays would go on buying.';
comment on column insight_settings.profit_share is 'Share of sales that is profit.';
comment on column insight_settings.discount is 'Yearly discount of the statistical value.';
insert into insight_settings default values;

create table insight_runs (
  id uuid primary key,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  asked_by uuid references users,
  asked_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  progress jsonb,
  report jsonb,
  code_version text
);
comment on table insight_runs is 'One computing of insight over all customers. The results of the last one done stand; a run that ends otherwise leaves no trace in them.';
comment on column insight_runs.asked_by is 'Null where the night asked for it.';
comment on column insight_runs.report is 'The window of the data, the fitted models with their doubts, and what was found.';
create unique index insight_runs_under_way on insight_runs ((true)) where state in ('waiting', 'running');
create index insight_runs_by_time on insight_runs (asked_at desc);

create table customer_insight (
  customer_id uuid primary key references customers on delete cascade,
  run_id uuid not null,
  orders integer not null,
  first_day date,
  last_day date,
  as_of date not null,
  alive real,
  expected_orders real,
  expected_spend_minor bigint,
  value_minor bigint,
  yearly_minor bigint not null,
  growth_minor bigint not null,
  loss_minor bigint not null,
  leaving_ppm integer not null check (leaving_ppm between 0 and 1000000),
  expected_loss_minor bigint not null,
  stage text check (stage in ('avenger', 'lapsed', 'new', 'regular', 'loyal', 'advocate')),
  recency_score smallint,
  frequency_score smallint,
  money_score smallint
);
comment on table customer_insight is 'What the last run says of one customer. Amounts are in minor units of the customer''s currency.';
comment on column customer_insight.orders is 'Days on which they ordered.';
comment on column customer_insight.alive is 'Chance that the customer is still active; null where no model could be fitted.';
comment on column customer_insight.expected_orders is 'Orders expected within a year.';
comment on column customer_insight.value_minor is 'Statistical value: discounted expected profit over the years assumed.';
comment on column customer_insight.yearly_minor is 'Purchases of a year as fitted to the years behind, and growth_minor what they grow by each year.';
comment on column customer_insight.loss_minor is 'Profit that is lost with the customer: the growing series times the profit share.';
comment on column customer_insight.leaving_ppm is 'Chance, in millionths, that they leave or buy less than half as often in the 90 days ahead.';
comment on column customer_insight.expected_loss_minor is 'leaving × loss: what the watch list is ordered by.';
create index customer_insight_by_loss on customer_insight (expected_loss_minor, customer_id);
create index customer_insight_by_leaving on customer_insight (leaving_ppm, customer_id);

create table customer_assumptions (
  customer_id uuid primary key references customers on delete cascade,
  yearly_minor bigint check (yearly_minor >= 0),
  growth_minor bigint,
  years smallint check (years between 1 and 50),
  profit_share numeric(5, 4) check (profit_share between 0 and 1),
  set_by uuid references users,
  set_at timestamptz not null
);
comment on table customer_assumptions is 'What somebody who knows this customer assumes instead of the fitted figures and the company''s. Null: as fitted.';

create table signals (
  customer_id uuid not null references customers on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('order-silence', 'gap-grows', 'orders-shrink', 'category-moved', 'contact-silence', 'score-fell',
    'complaint-unanswered', 'wish-unanswered', 'promise-broken', 'debt', 'contact-changed')),
  subject text not null default '',
  severity smallint not null check (severity between 1 and 3),
  probability real not null check (probability between 0 and 1),
  evidence jsonb not null,
  raised_at timestamptz not null,
  found_at timestamptz not null,
  ended_at timestamptz,
  state text not null default 'new' check (state in ('new', 'seen', 'acted', 'helped', 'not-helped', 'false-alarm')),
  state_by uuid references users,
  state_at timestamptz,
  primary key (customer_id, id)
);
comment on table signals is 'A dated, explained change in a relationship. It stays one signal as long as every run finds its cause again.';
comment on column signals.subject is 'What it is about within its kind: a complaint, a promise, a question, a category.';
comment on column signals.probability is 'How surely something changed: 1 for what is a plain fact.';
comment on column signals.evidence is 'The numbers behind the sentence.';
comment on column signals.ended_at is 'When a run no longer found its cause.';
create unique index signals_of_one_cause on signals (customer_id, kind, subject) where ended_at is null;
create index signals_open_by_kind on signals (kind, customer_id) where ended_at is null and state in ('new', 'seen', 'acted');
