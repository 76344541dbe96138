-- Coming in by more than a password: sessions that can be told apart, second factors, passkeys, keys for programs, and the company's own sign-in.

alter table sessions
  add column id uuid unique not null default gen_random_uuid(),
  add column way text not null default 'password' check (way in ('password', 'link', 'passkey', 'company')),
  add column address text not null default '',
  add column last_seen_at timestamptz not null default now(),
  add column last_address text not null default '',
  add column confirmed_at timestamptz;
alter table sessions alter column id drop default, alter column way drop default;
comment on column sessions.id is 'By which the person can name it; the token itself is nowhere.';
comment on column sessions.way is 'How the person came in.';
comment on column sessions.address is 'The network address it began at.';
comment on column sessions.last_seen_at is 'Of its last request, to the minute.';
comment on column sessions.confirmed_at is 'When the person last proved who they are; what weighs most asks for it to be recent.';

create table totp_factors (
  user_id uuid primary key references users on delete cascade,
  secret bytea not null,
  last_step integer not null,
  created_at timestamptz not null
);
comment on table totp_factors is 'An authenticator app that has shown that it makes the right codes.';
comment on column totp_factors.secret is 'Sealed: readable only with the key in the data folder.';
comment on column totp_factors.last_step is 'The half-minute of the newest code taken; it and older ones are refused.';

create table recovery_codes (
  user_id uuid not null references users on delete cascade,
  code_hash bytea not null,
  used_at timestamptz,
  primary key (user_id, code_hash)
);
comment on table recovery_codes is 'The way in for somebody who lost their second factor. Each works once; only its SHA-256 is kept.';

create table passkeys (
  id uuid primary key,
  user_id uuid not null references users on delete cascade,
  credential_id text not null unique,
  name text not null check (name <> ''),
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null default '{}',
  synced boolean not null,
  created_at timestamptz not null,
  last_used_at timestamptz
);
comment on table passkeys is 'Public halves of passkeys: signing in without a password, or the second factor after one.';
comment on column passkeys.counter is 'Of the signatures made, where the device counts; one that falls back betrays a copy.';
comment on column passkeys.synced is 'Kept by a password manager, not in one device only.';
create index passkeys_by_user on passkeys (user_id);

create table tickets (
  token_hash bytea primary key,
  purpose text not null check (purpose in ('second-step', 'totp', 'passkey-add', 'passkey-use', 'company')),
  user_id uuid references users on delete cascade,
  data jsonb not null default '{}',
  expires_at timestamptz not null
);
comment on table tickets is 'What a person has begun and not finished: the second step of a sign-in, a factor being added. Used once, within minutes.';
create index tickets_by_expiry on tickets (expires_at);

create table api_keys (
  id uuid primary key,
  user_id uuid not null references users on delete cascade,
  name text not null check (name <> ''),
  token_hash bytea not null unique,
  ending text not null,
  scopes text[] not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  last_used_at timestamptz,
  last_address text not null default '',
  revoked_at timestamptz,
  revoked_by uuid references users
);
comment on table api_keys is 'Keys by which programs act for a person, within its scopes and the person''s own rights.';
comment on column api_keys.ending is 'The last four characters, by which its owner knows it again.';
comment on column api_keys.scopes is '`domain:read` or `domain:write`.';
create index api_keys_by_user on api_keys (user_id);

create table sign_in_policy (
  one boolean primary key default true check (one),
  second_factor_roles text[] not null default '{}',
  provider_name text not null default '',
  issuer text,
  client_id text,
  client_secret bytea,
  provider_asks_second_factor boolean not null default false,
  check ((issuer is null) = (client_id is null))
);
comment on table sign_in_policy is 'How people here may come in. One row.';
comment on column sign_in_policy.second_factor_roles is 'People of these roles can do nothing before they have a second factor.';
comment on column sign_in_policy.issuer is 'The OpenID Connect provider of the company.';
comment on column sign_in_policy.client_secret is 'Sealed. It is never shown again.';
comment on column sign_in_policy.provider_asks_second_factor is 'The provider asks for a second factor itself, so that we need not.';
insert into sign_in_policy default values;

create table provider_accounts (
  issuer text not null,
  subject text not null,
  user_id uuid not null references users on delete cascade,
  created_at timestamptz not null,
  primary key (issuer, subject)
);
comment on table provider_accounts is 'Whose account at the company''s provider is whose here: found by a verified e-mail once, by its subject from then on.';
create index provider_accounts_by_user on provider_accounts (user_id);

comment on table sign_in_failures is 'Slows down guessing: the wait doubles with each failure.';
comment on column sign_in_failures.email_hash is 'The SHA-256 of what was guessed at: an e-mail address, known or not, or the second factor of a person.';
