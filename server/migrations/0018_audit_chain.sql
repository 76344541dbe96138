-- The audit log is sealed entry by entry, so that a change of what was written shows; and unusual reading is noticed.

create table audit_unsealed (
  entry_id uuid primary key
);
comment on table audit_unsealed is 'Entries of the audit log that wait to be sealed, usually for less than a second. Written with the entry, removed with its seal.';

create table audit_seals (
  seq bigint primary key check (seq > 0),
  entry_id uuid not null unique,
  seal bytea not null check (length(seal) = 32),
  sealed_at timestamptz not null
);
comment on table audit_seals is 'The chain: each seal is made of the seal before it and of one entry. Only added to.';

insert into audit_unsealed select id from audit_entries;

create function refuse_to_rewrite() returns trigger language plpgsql as $$
begin
  raise exception '% is only added to', tg_table_name;
end $$;
create trigger audit_entries_stay before update or delete or truncate on audit_entries for each statement execute function refuse_to_rewrite();
create trigger audit_seals_stay before update or delete or truncate on audit_seals for each statement execute function refuse_to_rewrite();

drop index audit_entries_by_file;
drop index audit_entries_by_actor;
create index audit_entries_by_time on audit_entries (at, id);
create index audit_entries_by_file on audit_entries (file_id, at, id) where file_id is not null;
create index audit_entries_by_actor on audit_entries (actor_id, at, id);
create index audit_entries_by_action on audit_entries (action, at, id);

create table look_rule (
  id smallint primary key default 1 check (id = 1),
  at_least integer not null default 60 check (at_least between 5 and 100000),
  times integer not null default 3 check (times between 2 and 100)
);
comment on table look_rule is 'When reading is unusual: at least so many files in an hour, and so many times what the person usually opens in one.';
insert into look_rule default values;

create table look_alerts (
  id uuid primary key,
  user_id uuid not null references users on delete cascade,
  raised_at timestamptz not null,
  files integer not null,
  usual integer not null,
  settled_at timestamptz,
  settled_by uuid references users
);
comment on table look_alerts is 'Somebody opened unusually many files in an hour. Stands until an administrator has looked into it.';
comment on column look_alerts.usual is 'What this person opened in a busy hour of the four weeks before.';
create index look_alerts_by_user on look_alerts (user_id, raised_at);
