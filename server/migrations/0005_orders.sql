-- What they bought.

create table products (
  id uuid primary key,
  sku text not null unique check (sku <> ''),
  name text not null,
  category text not null default '',
  unit_price_minor bigint,
  currency text check (currency ~ '^[A-Z]{3}$'),
  active boolean not null default true,
  name_as_of timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  search_text text generated always as (lower(sku || ' ' || name || ' ' || category)) stored
);
comment on table products is 'What we sell.';
comment on column products.name_as_of is 'When this name was last seen on a sale; among names that change, the latest wins.';
create index products_by_name on products (name collate "und-x-icu", id);
create index products_by_category on products (category collate "und-x-icu", id);
create index products_search on products using gin (search_text gin_trgm_ops);

create sequence order_numbers start 100001;

create table orders (
  customer_id uuid not null references customers on delete cascade,
  id uuid not null,
  number text not null check (number <> ''),
  kind text not null default 'order' check (kind in ('order', 'return')),
  ordered_at timestamptz not null,
  channel text not null default 'order',
  taken_by uuid references users,
  contact_id uuid,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  amount_minor bigint not null,
  note text not null default '',
  created_at timestamptz not null,
  primary key (customer_id, id),
  foreign key (customer_id, contact_id) references contacts on delete set null (contact_id),
  unique (customer_id, number)
);
comment on table orders is 'One order, or one return (a credit against earlier orders; its amounts are negative).';
comment on column orders.number is 'Theirs or another system''s where one was given; else K- and the next of order_numbers.';
comment on column orders.amount_minor is 'Sum of the lines in minor units; negative for a return.';
comment on column orders.taken_by is 'Any of our people who took the order.';
create index orders_by_time on orders (customer_id, ordered_at desc, id desc);
create index orders_recent on orders (ordered_at, id);
create index orders_by_amount on orders (amount_minor, id);
create index orders_by_number on orders (number text_pattern_ops);

create table order_lines (
  customer_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  line_no integer not null,
  product_id uuid not null references products,
  description text,
  quantity numeric(14, 3) not null,
  unit_price_minor numeric(18, 4) not null,
  amount_minor bigint not null,
  cost_minor bigint,
  primary key (customer_id, id),
  foreign key (customer_id, order_id) references orders on delete cascade,
  unique (customer_id, order_id, line_no)
);
create index order_lines_by_product on order_lines (product_id);
comment on table order_lines is 'One product on an order. Negative quantities are returns.';
comment on column order_lines.description is 'What the invoice called it, where that differs from the product''s name.';
comment on column order_lines.unit_price_minor is 'In minor units, with fractions where a price has more digits than the currency.';
comment on column order_lines.amount_minor is 'quantity × unit_price_minor rounded half away from zero.';
comment on column order_lines.cost_minor is 'What it cost us, where known.';
