-- Customers are found by the words of their names in either script: a dictionary of the words, and which of them each file holds.

create table name_tokens (
  token text collate "C" primary key check (token <> ''),
  keys text[] not null,
  rules integer not null,
  bearers bigint not null default 0
);
comment on table name_tokens is 'Every word that stands in a name, once: it grows with the language, not with the customers.';
comment on column name_tokens.token is 'The word, normalised by names/.';
comment on column name_tokens.keys is 'What it shares with words that may be the same name, in either script or with one error.';
comment on column name_tokens.rules is 'The version of the rules the keys were made by.';
comment on column name_tokens.bearers is 'How many files held it when they were last counted; only decides between words about as alike.';
create index name_tokens_by_key on name_tokens using gin (keys);
create index name_tokens_inside on name_tokens using gin (token gin_trgm_ops);

create table customer_names (
  customer_id uuid primary key references customers on delete cascade,
  tokens text[] not null
);
comment on table customer_names is 'The words of the names in one file, by which it is found. Made of its customer and its contacts, in the transaction that changes them.';
comment on column customer_names.tokens is 'Words of the customer''s own names as they are; words of its contacts'' names after a dot.';
create index customer_names_by_token on customer_names using gin (tokens) with (gin_pending_list_limit = 256);

create table name_rules (
  id boolean primary key default true check (id),
  rules integer not null default 0,
  wanted integer,
  reached uuid,
  done bigint not null default 0,
  total bigint not null default 0
);
comment on table name_rules is 'By which version of the rules of names the words of all files stand, and how far bringing them to a newer one has come. One row.';
insert into name_rules default values;
