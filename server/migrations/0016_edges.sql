-- What guards the edges: whom Kesher may call inside the company's own network, and how fast it may be called itself.

alter table company add column internal_hosts text[] not null default '{}';
comment on column company.internal_hosts is 'Hosts of the company''s own network Kesher may call, with a port where it is not a usual one. Everything else it calls must be public.';

create table rates (
  key text primary key,
  paid_until timestamptz not null
);
comment on table rates is 'Who has lately asked for much. Written every few seconds from memory, so that a restart forgets nobody; rows in the past are cleared away.';
comment on column rates.key is 'What is counted and for whom: "sign-in 203.0.113.7", "requests <user id>".';
comment on column rates.paid_until is 'Each request moves it on by its share of a second; who is too far ahead of the clock waits.';
