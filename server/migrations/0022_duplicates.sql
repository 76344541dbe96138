-- Files that are about one customer: pairs a search of the base found, and pairs somebody said are not one.

create table duplicate_runs (
  id uuid primary key,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  asked_by uuid references users,
  asked_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  progress jsonb,
  report jsonb,
  model jsonb
);
comment on table duplicate_runs is 'One search of all customers for duplicates. What the last one done found stands.';
comment on column duplicate_runs.asked_by is 'Null where the night asked for it.';
comment on column duplicate_runs.model is 'How often fields agree between files of one customer and of two, as fitted to this base. New customers are weighed by it.';
create unique index duplicate_runs_under_way on duplicate_runs ((true)) where state in ('waiting', 'running');
create index duplicate_runs_by_time on duplicate_runs (asked_at desc);

create table duplicate_pairs (
  id uuid primary key,
  one_id uuid not null,
  other_id uuid not null,
  verdict text not null check (verdict in ('surely', 'maybe')),
  weight bigint not null,
  certainty real not null,
  reasons jsonb not null,
  unique (one_id, other_id),
  check (one_id < other_id)
);
comment on table duplicate_pairs is 'Two files that surely or maybe are of one customer. Of no file: the two may live on different machines, and either may be gone.';
comment on column duplicate_pairs.weight is 'Thousandths of a bit: log2 of how many times likelier this comparison is between files of one customer.';
comment on column duplicate_pairs.reasons is 'Fields and how they agree; no values.';
create index duplicate_pairs_by_weight on duplicate_pairs (verdict, weight, id);
create index duplicate_pairs_by_other on duplicate_pairs (other_id);

create table not_duplicates (
  one_id uuid not null,
  other_id uuid not null,
  decided_by uuid references users,
  decided_at timestamptz not null,
  primary key (one_id, other_id),
  check (one_id < other_id)
);
comment on table not_duplicates is 'Somebody said that these two files are not of one customer. No search brings the pair back; a file that is merged and comes back finds it again.';
create index not_duplicates_by_other on not_duplicates (other_id);
