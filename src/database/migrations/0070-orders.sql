-- What was sold: by this shop, and what an order import brought as history. Lines hold words and prices as agreed then.
create table customer_order (
  id text primary key,
  -- What the customer reads and types; of an import, its own number with the source before it.
  number text not null unique,
  source text not null default 'shop',
  source_key text,
  idempotency_key text unique,
  customer_id text references customer (id) on delete set null,
  -- By which limits per customer count, also for guests: the customer's id, else the normalised e-mail.
  customer_key text,
  email text,
  state text not null check (state in ('awaiting-payment', 'paid', 'sent', 'delivered', 'cancelled')),
  placed_at timestamptz not null,
  currency char(3) not null,
  subtotal_minor bigint not null default 0 check (subtotal_minor >= 0),
  discount_minor bigint not null default 0 check (discount_minor >= 0),
  shipping_minor bigint not null default 0 check (shipping_minor >= 0),
  tax_minor bigint not null default 0 check (tax_minor >= 0),
  total_minor bigint not null check (total_minor >= 0),
  -- The quote as it was agreed, and where it goes; null for history.
  quote jsonb,
  address jsonb,
  updated_at timestamptz not null default now(),
  unique (source, source_key)
);
create index customer_order_customer on customer_order (customer_id, placed_at);
create index customer_order_placed on customer_order (placed_at);

create table order_line (
  order_id text not null references customer_order (id) on delete cascade,
  position smallint not null,
  sku text not null,
  title text not null default '',
  quantity integer not null check (quantity > 0),
  unit_minor bigint not null check (unit_minor >= 0),
  -- The line's share of every discount, and what is paid for it before tax and delivery.
  discount_minor bigint not null default 0 check (discount_minor >= 0),
  total_minor bigint not null check (total_minor >= 0),
  tax_minor bigint not null default 0 check (tax_minor >= 0),
  returned integer not null default 0 check (returned between 0 and quantity),
  primary key (order_id, position)
);
create index order_line_sku on order_line (sku);
