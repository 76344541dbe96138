-- What happened inside Kesher to a file, recorded in the transaction that did it.

create table customer_events (
  customer_id uuid not null references customers on delete cascade,
  id uuid not null,
  type text not null,
  actor_id uuid references users,
  at timestamptz not null,
  data jsonb not null default '{}',
  primary key (customer_id, id)
);
comment on table customer_events is 'A recorded change of one file. Live screens and reactions in other domains follow these.';
comment on column customer_events.data is 'Ids and field names only; never the words of a person.';
create index customer_events_by_time on customer_events (at desc);
