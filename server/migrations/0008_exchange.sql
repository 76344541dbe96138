-- Importing what people have, and taking it back.

create table imports (
  id uuid primary key,
  kind text not null check (kind in ('customers', 'contacts', 'products', 'orders', 'interactions')),
  name text not null,
  size_bytes bigint not null,
  format text not null check (format in ('csv', 'vcard', 'jcard')),
  state text not null default 'ready'
    check (state in ('ready', 'checking', 'checked', 'importing', 'imported', 'cancelled', 'failed', 'undoing', 'undone')),
  mapping jsonb,
  batches_done integer not null default 0,
  facts_after uuid,
  stop_asked boolean not null default false,
  progress jsonb,
  forecast jsonb,
  result jsonb,
  undone jsonb,
  problem jsonb,
  created_by uuid not null references users,
  created_at timestamptz not null,
  finished_at timestamptz
);
comment on table imports is 'One file somebody handed over, and how far its import came. The bytes lie in the folder imports, under the id.';
comment on column imports.name is 'What the file was called. Shown only; never a path.';
comment on column imports.batches_done is 'Batches of the file that are committed. After a crash the file is read again from its start and these are passed over.';
comment on column imports.facts_after is 'Facts are up to date for the touched customers up to this id.';
comment on column imports.result is 'Counts of what was written so far, committed with each batch.';
create index imports_by_time on imports (created_at desc, id desc);

create table import_mappings (
  kind text not null,
  header text not null,
  mapping jsonb not null,
  used_at timestamptz not null,
  primary key (kind, header)
);
comment on table import_mappings is 'How a file with this header was read last time.';
comment on column import_mappings.header is 'SHA-256 of the names of the columns.';

create table import_changes (
  customer_id uuid not null references customers on delete cascade,
  id uuid not null,
  import_id uuid not null references imports,
  entity text not null check (entity in ('customer', 'contact', 'point', 'order', 'orderLine', 'interaction')),
  created uuid[] not null default '{}',
  changed jsonb,
  primary key (customer_id, id)
);
comment on table import_changes is 'The journal of an import, one row for each batch, customer and entity. An undo works through it and removes it.';
comment on column import_changes.created is 'Ids of the rows the import created.';
comment on column import_changes.changed is 'For each id the import changed: its columns, each with the value before and after.';
create index import_changes_by_import on import_changes (import_id, customer_id);

create table import_product_changes (
  import_id uuid not null references imports,
  product_id uuid not null references products on delete cascade,
  changed jsonb,
  primary key (import_id, product_id)
);
comment on table import_product_changes is 'The same for products; changed is empty for one the import created.';
create index import_product_changes_by_product on import_product_changes (product_id);

create table import_refusals (
  import_id uuid not null references imports on delete cascade,
  batch integer not null,
  reason text not null,
  field text not null,
  row_numbers integer[] not null,
  primary key (import_id, batch, reason, field)
);
comment on table import_refusals is 'Which rows of the file were not taken, and why. Their words stay in the file.';
