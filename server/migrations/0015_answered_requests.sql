-- A request that is sent again because its answer got lost is answered again, not carried out again.

create table answered_requests (
  id bytea primary key,
  route text not null,
  request bytea not null,
  file_id uuid,
  reply bytea,
  answered_at timestamptz not null
);
comment on table answered_requests is 'Writing requests that carried an Idempotency-Key, each written by the transaction of what it did. Kept for two days.';
comment on column answered_requests.id is 'Digest of the person and the key. The key itself is not kept.';
comment on column answered_requests.request is 'Digest of what was asked: the same key may not ask for anything else.';
comment on column answered_requests.file_id is 'The customer file it changed, where that was one: the answer is told again only while the person may see it. Not a reference.';
comment on column answered_requests.reply is 'The answer, sealed with the key, so that only who sends the key again can read it. Null only inside the transaction.';
create index answered_requests_by_age on answered_requests (answered_at);
