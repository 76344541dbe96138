-- Everything that happened between us and the customer, in any channel.

create table interactions (
  customer_id uuid not null references customers on delete cascade,
  id uuid not null,
  channel text not null check (channel in ('phone', 'email', 'sms', 'whatsapp', 'fax', 'web_form', 'web_chat',
    'branch_visit', 'meeting', 'letter', 'order', 'note')),
  direction text not null check (direction in ('in', 'out', 'internal')),
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  recorded_by uuid references users,
  user_id uuid references users,
  contact_id uuid,
  conversation_id uuid not null,
  subject text not null default '',
  body text not null default '',
  asked text not null default '',
  duration_seconds integer check (duration_seconds >= 0),
  source_key text,
  primary key (customer_id, id),
  foreign key (customer_id, contact_id) references contacts on delete set null (contact_id),
  unique (customer_id, source_key)
);
comment on table interactions is 'One event in a channel, either direction, or a note among ourselves.';
comment on column interactions.user_id is 'Our person who took part.';
comment on column interactions.conversation_id is 'Events of one exchange share it; a first event carries its own id.';
comment on column interactions.asked is 'What the customer asked for, in a line.';
comment on column interactions.source_key is 'Where it came from, so that the same event never enters twice.';
create index interactions_by_time on interactions (customer_id, occurred_at desc, id desc);
create index interactions_by_direction on interactions (customer_id, direction, occurred_at desc);
create index interactions_by_conversation on interactions (customer_id, conversation_id, occurred_at);
create index interactions_by_user on interactions (user_id, occurred_at desc);

create table attachments (
  customer_id uuid not null,
  id uuid not null,
  interaction_id uuid not null,
  name text not null check (name <> ''),
  content_type text not null,
  size_bytes bigint not null check (size_bytes >= 0),
  digest bytea not null,
  created_at timestamptz not null,
  primary key (customer_id, id),
  foreign key (customer_id, interaction_id) references interactions on delete cascade
);
comment on table attachments is 'A file that came with an interaction. Its bytes lie outside the database, under their SHA-256 digest.';
create index attachments_by_interaction on attachments (customer_id, interaction_id);
create index attachments_by_digest on attachments (digest);

create table promises (
  customer_id uuid not null references customers on delete cascade,
  id uuid not null,
  text text not null check (text <> ''),
  due_on date not null,
  keeper_id uuid not null references users,
  made_by uuid references users,
  made_at timestamptz not null,
  interaction_id uuid,
  outcome text check (outcome in ('kept', 'broken', 'released')),
  outcome_at timestamptz,
  outcome_by uuid references users,
  primary key (customer_id, id),
  foreign key (customer_id, interaction_id) references interactions on delete set null (interaction_id),
  check ((outcome is null) = (outcome_at is null))
);
comment on table promises is 'Something one of us told the customer we would do, by a day.';
comment on column promises.outcome is 'Null while open; released when the customer let us off.';
create index promises_open_by_keeper on promises (keeper_id, due_on) where outcome is null;
create index promises_open on promises (customer_id, due_on) where outcome is null;
create index promises_by_time on promises (customer_id, made_at desc, id desc);
