-- The customer file: who the customer is. Every table of a file has customer_id first in its key.

create extension if not exists pg_trgm;
create sequence customer_numbers start 1001;

create table customers (
  id uuid primary key,
  number bigint not null,
  kind text not null check (kind in ('person', 'organisation')),
  name text not null check (name <> ''),
  other_name text not null default '',
  ref text,
  tax_id text,
  language text not null default 'he' check (language in ('he', 'en', 'ar', 'ru')),
  form_of_address text not null default 'x' check (form_of_address in ('f', 'm', 'x')),
  city text not null default '',
  country text not null default '',
  team_id uuid not null references teams,
  owner_id uuid references users,
  tags text[] not null default '{}',
  customer_since date,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  payment_terms_days integer check (payment_terms_days between 0 and 3650),
  credit_limit_minor bigint check (credit_limit_minor >= 0),
  balance_minor bigint,
  overdue_minor bigint check (overdue_minor >= 0),
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  search_text text generated always as
    (lower(name || ' ' || other_name || ' ' || coalesce(ref, '') || ' ' || coalesce(tax_id, '') || ' ' || number::text)) stored
);
comment on table customers is 'A person or an organisation that buys or may buy. The head of one customer file.';
comment on column customers.number is 'The short number people say aloud. From customer_numbers.';
comment on column customers.other_name is 'The same name in the other script: Latin beside Hebrew, or Hebrew beside Latin.';
comment on column customers.ref is 'The customer''s key in the system the data came from.';
comment on column customers.tax_id is 'Identity number (ת״ז) of a person, or registration number (ח״פ) of an organisation; digits, check digit verified.';
comment on column customers.balance_minor is 'What the customer owes us, in minor units of currency; negative is credit in their favour. Null: not known.';
comment on column customers.version is 'Grows with every edit of this row; an edit names the version it saw.';
comment on column customers.search_text is 'What a typed part of a name, reference or number is matched against.';
create index customers_by_name on customers (name collate "und-x-icu", id);
create index customers_by_created on customers (created_at, id);
create index customers_by_city on customers (city collate "und-x-icu", id);
create index customers_by_balance on customers (coalesce(balance_minor, 0), id);
create index customers_by_number on customers (number);
create index customers_by_ref on customers (ref) where ref is not null;
create index customers_by_tax_id on customers (tax_id) where tax_id is not null;
create index customers_by_team on customers (team_id, name collate "und-x-icu", id);
create index customers_by_owner on customers (owner_id, name collate "und-x-icu", id);
create index customers_by_tag on customers using gin (tags);
create index customers_search on customers using gin (search_text gin_trgm_ops);
create index customers_by_start on customers (search_text text_pattern_ops);

create table contacts (
  customer_id uuid not null references customers on delete cascade,
  id uuid not null,
  name text not null check (name <> ''),
  other_name text not null default '',
  job_title text not null default '',
  contact_role text not null default '' ,
  form_of_address text not null default 'x' check (form_of_address in ('f', 'm', 'x')),
  note text not null default '',
  from_date date,
  until_date date check (until_date >= from_date),
  ref text,
  created_at timestamptz not null,
  primary key (customer_id, id)
);
comment on table contacts is 'A person at a customer, for a span of time.';
comment on column contacts.contact_role is 'Their part in the relationship: decides, pays, uses, recommends … in the company''s own words.';
create index contacts_search on contacts using gin (lower(name || ' ' || other_name) gin_trgm_ops);

create table contact_points (
  customer_id uuid not null references customers on delete cascade,
  id uuid not null,
  contact_id uuid,
  channel text not null check (channel in ('phone', 'email', 'fax', 'post', 'chat')),
  value text not null check (value <> ''),
  label text not null default '',
  is_primary boolean not null default false,
  created_at timestamptz not null,
  primary key (customer_id, id),
  foreign key (customer_id, contact_id) references contacts on delete cascade,
  unique nulls not distinct (customer_id, channel, value, contact_id)
);
comment on table contact_points is 'One address of a channel. Phones and faxes in E.164, e-mails lower-case.';
comment on column contact_points.contact_id is 'The person it belongs to; null when it is the customer''s own.';
create index contact_points_by_value on contact_points (channel, value);
create index contact_points_search on contact_points using gin (value gin_trgm_ops);

create table preferences (
  customer_id uuid not null references customers on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('preference', 'request')),
  text text not null check (text <> ''),
  created_by uuid references users,
  created_at timestamptz not null,
  primary key (customer_id, id)
);
comment on table preferences is 'How this customer likes things done, and what they have asked us to keep in mind.';

create table customer_facts (
  customer_id uuid primary key references customers on delete cascade,
  as_of date not null,
  last_in_at timestamptz,
  last_out_at timestamptz,
  last_contact_at timestamptz,
  first_order_at timestamptz,
  last_order_at timestamptz,
  orders_12m integer not null default 0,
  revenue_12m_minor bigint not null default 0,
  revenue_prior_12m_minor bigint not null default 0,
  open_promises integer not null default 0,
  next_promise_due date,
  open_voices integer not null default 0,
  last_expectation smallint,
  last_recommend smallint,
  last_ease smallint,
  last_scored_at timestamptz
);
comment on table customer_facts is 'What is true of one customer now, derived from its facts and kept right in the transaction that changes them.';
comment on column customer_facts.as_of is 'The company''s day on which the 12-month windows end (inclusive).';
comment on column customer_facts.revenue_12m_minor is 'Orders less returns in the 12 months that end on as_of, in the customer''s currency.';
comment on column customer_facts.revenue_prior_12m_minor is 'The same for the 12 months before those.';
create index customer_facts_by_last_contact on customer_facts (coalesce(last_contact_at, '-infinity'), customer_id);
create index customer_facts_by_last_order on customer_facts (coalesce(last_order_at, '-infinity'), customer_id);
create index customer_facts_by_revenue on customer_facts (revenue_12m_minor, customer_id);
create index customer_facts_by_promise on customer_facts (next_promise_due, customer_id) where next_promise_due is not null;

create table saved_views (
  id uuid primary key,
  user_id uuid not null references users on delete cascade,
  list text not null check (list in ('customers', 'orders', 'products')),
  name text not null check (name <> ''),
  query text not null,
  shared boolean not null default false,
  created_at timestamptz not null default now()
);
comment on table saved_views is 'A list as somebody likes it: its filters, sort and columns, written as the link''s search parameters.';
create index saved_views_by_user on saved_views (user_id);
