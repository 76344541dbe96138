-- Files that changed without an event in them, so that whoever reads files again finds them.

create table silent_changes (
  customer_id uuid primary key references customers on delete cascade,
  changed_at timestamptz not null
);
comment on table silent_changes is 'When a file last changed without an event being told in it, as when an import is taken back. Kept until it was read.';
create index silent_changes_by_time on silent_changes (changed_at);
