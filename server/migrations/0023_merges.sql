-- Two files that are of one customer become one, and can become two again.

create table merges (
  customer_id uuid not null references customers on delete cascade,
  id uuid not null,
  merged_id uuid not null,
  place integer not null,
  state text not null default 'merging' check (state in ('merging', 'merged', 'undoing', 'undone')),
  asked_by uuid references users,
  asked_at timestamptz not null,
  merged_at timestamptz,
  undone_by uuid references users,
  undone_at timestamptz,
  total bigint,
  done bigint not null default 0,
  fields jsonb not null,
  heads jsonb,
  other_number bigint,
  other_ref text,
  other_tax_id text,
  primary key (customer_id, id)
);
comment on table merges is 'One file was merged into another. As long as it stands, whoever names the old id is led to the file its content is in now.';
comment on column merges.merged_id is 'The file that was. Not a reference: it is none as long as the merge stands.';
comment on column merges.place is 'Merges of a file are undone in the opposite order: the highest that stands first.';
comment on column merges.fields is 'Which of the two files each detail was taken from; while a merge is being undone also what was decided about details edited since.';
comment on column merges.heads is 'The rows of both customers as they were, and what the merge made of them. Emptied when it is undone.';
comment on column merges.other_number is 'Number, reference and tax id that the one file no longer shows: it is found by them all the same.';
create index merges_by_merged on merges (merged_id) where state in ('merged', 'undoing');
create index merges_under_way on merges (customer_id, merged_id) where state in ('merging', 'undoing');
create index merges_by_ref on merges (other_ref) where other_ref is not null;
create index merges_by_tax_id on merges (other_tax_id) where other_tax_id is not null;
create index merges_by_number on merges (other_number) where other_number is not null;

create table merge_journal (
  customer_id uuid not null,
  id uuid not null,
  merge_id uuid not null,
  entity text not null,
  side text not null check (side in ('kept', 'merged', 'aside')),
  ids uuid[] not null,
  was jsonb,
  primary key (customer_id, id),
  foreign key (customer_id, merge_id) references merges on delete cascade
);
comment on table merge_journal is 'Whose rows were whose before a merge, a few hundred in each row. An undo works through those of the merged file and removes them.';
comment on column merge_journal.entity is 'The table the ids are of.';
comment on column merge_journal.side is 'kept: rows the kept file had; merged: rows that came to it; aside: rows the kept file had alike, whole in was.';
comment on column merge_journal.was is 'For each id, of the columns that had to change on the way: the value before and after. Of rows set aside: all of them.';
create index merge_journal_by_merge on merge_journal (customer_id, merge_id, side, entity, id);
