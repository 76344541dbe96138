-- Our own staff: who they are, which team they serve in, how they sign in.

create table users (
  id uuid primary key,
  email text not null unique check (email = lower(email)),
  name text not null check (name <> ''),
  form_of_address text not null default 'x' check (form_of_address in ('f', 'm', 'x')),
  language text not null default 'he' check (language in ('he', 'en')),
  theme text not null default 'system' check (theme in ('system', 'light', 'dark')),
  role text not null check (role in ('rep', 'manager', 'marketer', 'trainer', 'administrator', 'consultant')),
  password_hash text,
  created_at timestamptz not null default now(),
  deactivated_at timestamptz
);
comment on table users is 'Our people. A user without a password has been invited and has not come in yet.';
comment on column users.form_of_address is 'How Hebrew text speaks to this person: f, m, or x for neutral wording.';
comment on column users.password_hash is 'argon2id in PHC form; null until the invite is accepted.';
comment on column users.deactivated_at is 'From this moment the person can no longer sign in; what they wrote stays theirs.';

create table teams (
  id uuid primary key,
  name text not null unique check (name <> ''),
  created_at timestamptz not null default now()
);
comment on table teams is 'A team serves customers; every customer belongs to exactly one.';

create table team_members (
  team_id uuid not null references teams on delete cascade,
  user_id uuid not null references users on delete cascade,
  primary key (team_id, user_id)
);
create index team_members_by_user on team_members (user_id);

create table sessions (
  token_hash bytea primary key,
  user_id uuid not null references users on delete cascade,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  user_agent text not null default ''
);
comment on table sessions is 'One signed-in browser. Only the SHA-256 of its token is kept.';
create index sessions_by_user on sessions (user_id);

create table access_links (
  token_hash bytea primary key,
  user_id uuid not null references users on delete cascade,
  purpose text not null check (purpose in ('invite', 'reset')),
  created_by uuid references users,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);
comment on table access_links is 'One-time links an administrator hands out: to join, or to choose a new password.';
create index access_links_by_user on access_links (user_id);

create table sign_in_failures (
  email_hash bytea primary key,
  failures integer not null,
  last_failed_at timestamptz not null,
  blocked_until timestamptz not null
);
comment on table sign_in_failures is 'Slows down guessing: the wait doubles with each failure. Keyed by the SHA-256 of the address tried, known or not.';
