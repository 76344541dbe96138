-- The demo company, for whoever wants to see Kesher before their own data is in it.

create table demo_load (
  id smallint primary key default 1 check (id = 1),
  seed text not null,
  customers integer not null check (customers > 0),
  present timestamptz not null,
  lead_id uuid references users,
  state text not null default 'waiting' check (state in ('waiting', 'loading', 'done', 'failed')),
  loaded integer not null default 0
);
comment on table demo_load is 'One row once the demo company was asked for: which world, and how far it has been written.';
comment on column demo_load.present is 'The moment at which that world''s three years end.';
comment on column demo_load.lead_id is 'The administrator who plays the first of its staff.';
