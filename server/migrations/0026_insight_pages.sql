-- What the pages of insight show, who counts as gone, segments that narrow any list, and what goes with what.

create table insight_pages (
  page text primary key check (page in ('churn', 'back-test', 'segments', 'baskets', 'value', 'demand', 'chain')),
  run_id uuid not null,
  as_of date not null,
  told jsonb not null
);
comment on table insight_pages is 'What a run says of the whole company, one row a page; the next run puts its own in their place.';

create table product_companions (
  product_id uuid not null references products on delete cascade,
  companion_id uuid not null references products on delete cascade,
  similarity real not null,
  together integer not null,
  confidence real not null check (confidence between 0 and 1),
  lift real not null,
  primary key (product_id, companion_id)
);
comment on table product_companions is 'What goes with a product in the baskets of the last year, the nearest few, as the last run found it.';
comment on column product_companions.similarity is 'Cosine of the two in the table of baskets.';
comment on column product_companions.together is 'Baskets that hold both.';
comment on column product_companions.confidence is 'Share of the baskets with the product that hold the companion too, and lift how many times its share in all baskets that is.';

alter table insight_settings
  add column churn_by text not null default 'cycles' check (churn_by in ('cycles', 'months')),
  add column churn_cycles numeric(4, 1) not null default 3 check (churn_cycles between 1 and 20),
  add column churn_months smallint not null default 6 check (churn_months between 1 and 60),
  add column winning_minor bigint check (winning_minor >= 0),
  add column keeping_minor bigint check (keeping_minor >= 0);
comment on column insight_settings.churn_by is 'Who counts as gone: no purchase for so many of their own cycles, or for so many months.';
comment on column insight_settings.winning_minor is 'What winning customers cost in the last year, in the company''s currency; keeping_minor what keeping them did.';

alter table customer_insight add column segment text;
comment on column customer_insight.segment is 'By recency, frequency and money.';
create index customer_insight_by_segment on customer_insight (segment, expected_loss_minor, customer_id);
create index customer_insight_by_stage on customer_insight (stage, expected_loss_minor, customer_id);

create table segments (
  id uuid primary key,
  user_id uuid not null references users,
  name text not null,
  shared boolean not null default false,
  segments text[] not null default '{}',
  stages text[] not null default '{}',
  leaving_from_ppm integer check (leaving_from_ppm between 0 and 1000000),
  created_at timestamptz not null
);
comment on table segments is 'A choice of customers by what insight says of them, kept under a name to narrow any list by.';
comment on column segments.segments is 'Any of these, or all where there is none; stages the same.';
comment on column segments.leaving_from_ppm is 'With at least this chance of leaving.';
create index segments_of_user on segments (user_id);

alter table customer_assumptions add column wallet_share numeric(5, 4) check (wallet_share > 0 and wallet_share <= 1);
comment on column customer_assumptions.wallet_share is 'What part of all they buy of this kind they buy from us, as stated by somebody.';
