-- What people may ask of the company about themselves, and how long anything is kept at all.

create table legal_holds (
  customer_id uuid not null references customers on delete cascade,
  id uuid not null,
  reason text not null check (reason <> ''),
  placed_by uuid not null references users,
  placed_at timestamptz not null,
  released_by uuid references users,
  released_at timestamptz,
  primary key (customer_id, id),
  check ((released_at is null) = (released_by is null))
);
comment on table legal_holds is 'While one stands, nothing of the file is erased, whoever asks and whatever the rules say.';
create index legal_holds_standing on legal_holds (customer_id) where released_at is null;

create table file_exports (
  customer_id uuid not null references customers on delete cascade,
  id uuid not null,
  contact_id uuid,
  language text not null check (language in ('he', 'en')),
  asked_by uuid not null references users,
  asked_at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed')),
  done bigint not null default 0,
  total bigint not null default 0,
  size_bytes bigint,
  finished_at timestamptz,
  primary key (customer_id, id),
  foreign key (customer_id, contact_id) references contacts on delete cascade
);
comment on table file_exports is 'Everything kept about a customer, or about one contact, packed for whoever asked. The bytes lie in the folder exports, under the id.';
comment on column file_exports.done is 'Rows and attachments packed, of total.';
create index file_exports_by_time on file_exports (finished_at);

create table erasures (
  id uuid primary key,
  file_id uuid not null,
  contact_id uuid,
  erased_at timestamptz not null,
  erased_by uuid,
  marks text[] not null
);
comment on table erasures is 'The ledger: who was erased, and when. The same lies in the folder ledger, so that it outlives the database and is carried out again on an older one.';
comment on column erasures.file_id is 'The customer file that was. Not a reference.';
comment on column erasures.contact_id is 'The one person that was erased from it; null: the whole file.';
comment on column erasures.erased_by is 'Null where a retention rule did it. Not a reference: a database brought back may be older than the person.';
comment on column erasures.marks is 'Keyed digests of names, numbers and addresses: they tell whether a name asked about, or met in a file, is of somebody erased.';
create index erasures_by_time on erasures (erased_at, id);
create index erasures_by_mark on erasures using gin (marks);

create table erased_sales (
  month date not null,
  currency text not null,
  kind text not null check (kind in ('order', 'return')),
  orders bigint not null,
  amount_minor bigint not null,
  primary key (month, currency, kind)
);
comment on table erased_sales is 'What the orders of erased customers came to, month by month: sums of the company, of nobody in particular.';

create table retention_rules (
  kind text primary key,
  days integer check (days >= 0)
);
comment on table retention_rules is 'How long the company keeps a kind of data, where it chose otherwise than the usual.';
comment on column retention_rules.days is 'Null: for good.';

create table retention_runs (
  id uuid primary key,
  ran_at timestamptz not null,
  removed jsonb not null
);
comment on table retention_runs is 'What the rules removed on a night, counted by kind.';

alter table imports add forgotten_at timestamptz;
comment on column imports.forgotten_at is 'When the file itself was removed: by its age, or because of somebody who was erased.';
