-- Backups: the plan, and what came of each.

create table backup_plan (
  id smallint primary key default 1 check (id = 1),
  database_id uuid not null default gen_random_uuid(),
  place text,
  every text not null default 'day' check (every in ('six-hours', 'day', 'week', 'never')),
  hour smallint not null default 2 check (hour between 0 and 23),
  kept smallint not null default 7 check (kept between 1 and 400),
  drill text not null default 'week' check (drill in ('day', 'week', 'month', 'never')),
  swept_at timestamptz
);
comment on table backup_plan is 'One row: where backups go, how often, and how many are kept.';
comment on column backup_plan.database_id is 'Tells the sets of this database from those of any other.';
comment on column backup_plan.place is 'A folder of the machine Kesher runs on; null is the folder backups inside the data folder.';
comment on column backup_plan.hour is 'The hour of the company''s day at which a set is made.';
comment on column backup_plan.swept_at is 'When the log was last cut. Written in the log after that moment, so that a restore to the moment finds its end.';
insert into backup_plan default values;

create table backup_runs (
  id uuid primary key,
  kind text not null check (kind in ('set', 'drill')),
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed')),
  asked_by uuid references users,
  started_at timestamptz not null,
  finished_at timestamptz,
  set_name text,
  size_bytes bigint,
  progress jsonb,
  report jsonb,
  problem jsonb
);
comment on table backup_runs is 'One making of a set, or one drill in which a set was restored and compared.';
comment on column backup_runs.asked_by is 'Null where the plan asked for it.';
comment on column backup_runs.problem is 'Code and facts of what kept it from going through.';
create index backup_runs_by_time on backup_runs (started_at desc);
