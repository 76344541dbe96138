-- How far each role sees, and what an outside consultant was given for a time.

create table role_access (
  role text primary key check (role in ('rep', 'manager', 'marketer', 'trainer', 'administrator', 'consultant')),
  scope text not null check (scope in ('own', 'team', 'all')),
  hidden text[] not null default '{}' check (hidden <@ array['taxId', 'finances', 'amounts', 'contactPoints']),
  check (role <> 'administrator' or (scope = 'all' and hidden = '{}'))
);
comment on table role_access is 'Whose files a role sees, and which fields are kept from it. A consultant sees only what was granted, whatever the scope.';
comment on column role_access.scope is 'own: files the person owns; team: of their teams; all: of the whole company.';
insert into role_access (role, scope) values
  ('rep', 'team'), ('manager', 'team'), ('marketer', 'all'), ('trainer', 'team'), ('administrator', 'all'), ('consultant', 'own');

create table access_grants (
  id uuid primary key,
  user_id uuid not null references users on delete cascade,
  until timestamptz not null,
  filter jsonb,
  reason text not null check (reason <> ''),
  created_by uuid references users,
  created_at timestamptz not null,
  ended_at timestamptz
);
comment on table access_grants is 'Files a consultant may see until a moment: those listed in access_grant_files, and those that fit the filter.';
comment on column access_grants.filter is 'A filter of the customer list; files that fit it are seen as long as they do. Null: only the files listed.';
create index access_grants_by_user on access_grants (user_id);

create table access_grant_files (
  file_id uuid not null references customers on delete cascade,
  grant_id uuid not null references access_grants on delete cascade,
  primary key (file_id, grant_id)
);
comment on table access_grant_files is 'The single files of a grant.';
create index access_grant_files_by_grant on access_grant_files (grant_id);
