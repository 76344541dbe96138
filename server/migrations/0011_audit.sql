-- Who did what: an append-only record that outlives the files it speaks of.

create table audit_entries (
  id uuid primary key,
  at timestamptz not null,
  actor_id uuid,
  action text not null,
  file_id uuid,
  subject_id uuid,
  facts jsonb not null default '{}'
);
comment on table audit_entries is 'Who did what and when. Only added to; holds ids, field names and counts, never personal data.';
comment on column audit_entries.actor_id is 'The person who acted; null for Kesher itself and for somebody not signed in.';
comment on column audit_entries.file_id is 'The customer file it concerns. Not a reference: an entry outlives an erased file.';
comment on column audit_entries.subject_id is 'Whatever else it concerns: a person of ours, an import, a key.';
create index audit_entries_by_file on audit_entries (file_id, id) where file_id is not null;
create index audit_entries_by_actor on audit_entries (actor_id, id);
