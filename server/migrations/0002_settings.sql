-- What is true for the whole company.

create table company (
  id smallint primary key default 1 check (id = 1),
  name text not null default '',
  language text not null default 'he' check (language in ('he', 'en')),
  currency text not null default 'ILS' check (currency ~ '^[A-Z]{3}$'),
  time_zone text not null default 'Asia/Jerusalem',
  region text not null default 'IL' check (region ~ '^[A-Z]{2}$'),
  weekend smallint[] not null default '{5,6}',
  default_team_id uuid references teams,
  set_up_at timestamptz
);
comment on table company is 'One row. Exists from the first migration; set_up_at is empty until the first visit is done.';
comment on column company.region is 'ISO 3166 country in whose habits phone numbers without a country code are read.';
comment on column company.weekend is 'Days of rest, 0 = Sunday … 6 = Saturday.';
insert into company default values;

create table opening_hours (
  weekday smallint not null check (weekday between 0 and 6),
  opens time not null,
  closes time not null check (closes > opens),
  primary key (weekday, opens)
);
comment on table opening_hours is 'When customers can reach us, in the company''s time zone. 0 = Sunday. A day may have several spans.';
insert into opening_hours (weekday, opens, closes)
  select day, '08:30', '17:30' from generate_series(0, 4) as day;

create table holiday_choices (
  holiday text primary key,
  observance text not null check (observance in ('closed', 'short', 'open'))
);
comment on table holiday_choices is 'Where the company departs from the usual observance of an Israeli holiday. Dates come from the Hebrew calendar.';

create table closures (
  day date primary key,
  name text not null check (name <> '')
);
comment on table closures is 'Days the company itself is closed, beyond the holidays.';
