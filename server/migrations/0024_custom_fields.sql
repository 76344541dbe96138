-- Custom fields: what this company keeps about its customers beyond what every company does.

create table custom_fields (
  id uuid primary key,
  subject text not null check (subject in ('customer', 'contact', 'order', 'interaction')),
  key text not null check (key ~ '^[a-z][a-zA-Z0-9]{0,39}$'),
  type text not null check (type in ('text', 'number', 'money', 'date', 'choice', 'choices', 'yesNo', 'phone', 'email', 'link', 'person')),
  label jsonb not null,
  help jsonb not null,
  section jsonb not null,
  place integer not null,
  limits jsonb not null default '{}',
  choices jsonb not null default '[]',
  fallback jsonb,
  required boolean not null default false,
  hidden_from text[] not null default '{}',
  personal text not null check (personal in ('none', 'identity', 'contact', 'content', 'behaviour', 'finance')),
  searchable boolean not null default false,
  created_at timestamptz not null,
  removed_at timestamptz,
  unique (subject, key)
);
comment on table custom_fields is 'A field this company added: of customers, contacts, orders or interactions.';
comment on column custom_fields.key is 'What programs and files call it; the same for ever. Camel case, so that no layer rewrites it.';
comment on column custom_fields.label is '{"he": …, "en": …}, as are help and section.';
comment on column custom_fields.fallback is 'What a new customer, contact, order or interaction begins with.';
comment on column custom_fields.hidden_from is 'Roles that do not see it: for them there is no such field.';
comment on column custom_fields.personal is 'The class of personal data its values are of, as in personal-data.ts.';
comment on column custom_fields.removed_at is 'Since when it is out of use. Its values go thirty days later; until then it can be brought back.';

create table custom_values (
  customer_id uuid not null references customers on delete cascade,
  id uuid not null,
  field_id uuid not null references custom_fields,
  contact_id uuid,
  order_id uuid,
  interaction_id uuid,
  value jsonb not null,
  text_key text,
  number_key numeric,
  day_key date,
  choice_keys text[],
  primary key (customer_id, id),
  unique nulls not distinct (customer_id, field_id, contact_id, order_id, interaction_id),
  foreign key (customer_id, contact_id) references contacts on delete cascade,
  foreign key (customer_id, order_id) references orders on delete cascade,
  foreign key (customer_id, interaction_id) references interactions on delete cascade,
  check (num_nonnulls(contact_id, order_id, interaction_id) <= 1),
  check (num_nonnulls(text_key, number_key, day_key) = 1)
);
comment on table custom_values is 'What stands in a custom field of a customer, or of one contact, order or interaction of theirs. An empty field has no row.';
comment on column custom_values.value is 'As it crosses the wire: a text, a number, minor units, a day, true or false, a list of choices.';
comment on column custom_values.text_key is 'What it is found and sorted by, where that is a text; of other types number_key or day_key.';
comment on column custom_values.choice_keys is 'Of several choices: each as field/choice, so that one index tells the fields apart.';
create index custom_values_by_text on custom_values (field_id, text_key collate "und-x-icu", customer_id) where text_key is not null;
create index custom_values_by_number on custom_values (field_id, number_key, customer_id) where number_key is not null;
create index custom_values_by_day on custom_values (field_id, day_key, customer_id) where day_key is not null;
create index custom_values_by_choice on custom_values using gin (choice_keys) where choice_keys is not null;
create index custom_values_search on custom_values using gin (text_key gin_trgm_ops) where text_key is not null;
-- How values spread differs from field to field: without this the planner takes every field for the average one.
create statistics custom_values_by_field (mcv, dependencies) on field_id, text_key, number_key, day_key from custom_values;
