-- What an order holds of the stock until it is sent or given up. By SKU, so that a variant that leaves the feed and
-- comes back still counts it.
create table stock_reservation (
  holder text not null,
  sku text not null,
  quantity integer not null check (quantity > 0),
  state text not null default 'held' check (state in ('held', 'released', 'taken')),
  -- Null: held until it is sent; else it is given back from then on.
  expires_at timestamptz,
  updated_at timestamptz not null,
  primary key (holder, sku)
);
create index stock_reservation_expiry on stock_reservation (expires_at) where state = 'held' and expires_at is not null;
create index stock_reservation_sku on stock_reservation (sku) where state = 'held';

-- The cart of a customer is the same in every browser; a guest's belongs to the browser.
alter table cart alter column visitor_id drop not null;
alter table cart add column customer_id text unique references customer (id) on delete cascade;
alter table cart add check ((visitor_id is null) <> (customer_id is null));

alter table customer_order add column visitor_id text;
alter table customer_order add column expires_at timestamptz;
alter table customer_order add column paid_at timestamptz;
alter table customer_order add column sent_at timestamptz;
alter table customer_order add column tracking text;
alter table customer_order add column delivered_at timestamptz;
alter table customer_order add column cancelled_at timestamptz;
alter table customer_order add column cancelled_because text;
create index customer_order_unpaid on customer_order (expires_at) where state = 'awaiting-payment';
create index customer_order_visitor on customer_order (visitor_id) where visitor_id is not null;
create index customer_order_email on customer_order (email) where email is not null;

-- One try to be paid; its id is the key under which the provider is asked, so that asking twice charges once.
create table payment_attempt (
  id text primary key,
  order_id text not null references customer_order (id) on delete cascade,
  provider text not null,
  provider_ref text,
  state text not null check (state in ('started', 'unknown', 'paid', 'declined')),
  amount_minor bigint not null check (amount_minor >= 0),
  started_at timestamptz not null,
  answered_at timestamptz
);
create index payment_attempt_order on payment_attempt (order_id, started_at);
-- Of the attempts of an order at most one is open.
create unique index payment_attempt_open on payment_attempt (order_id) where state in ('started', 'unknown');

-- What is owed, append-only: the sum of an order's entries is what the customer still owes, below zero what we owe.
create table money_entry (
  id bigint generated always as identity primary key,
  order_id text not null references customer_order (id) on delete restrict,
  kind text not null check (kind in ('order', 'payment', 'cancel', 'return', 'refund')),
  amount_minor bigint not null,
  currency char(3) not null,
  -- Of a payment: provider and its reference; of others: what it is about. Each is written once.
  reference text not null,
  at timestamptz not null,
  note text not null default '',
  unique (kind, reference),
  check ((kind in ('order', 'refund')) = (amount_minor >= 0) or amount_minor = 0)
);
create index money_entry_order on money_entry (order_id);

-- Things that come back. The refund itself is entries in the ledger.
create table order_return (
  id text primary key,
  order_id text not null references customer_order (id) on delete cascade,
  state text not null check (state in ('started', 'received', 'refunded')),
  reason text not null default '',
  lines jsonb not null,
  refund_minor bigint not null check (refund_minor >= 0),
  started_at timestamptz not null,
  updated_at timestamptz not null
);
create index order_return_order on order_return (order_id);

-- Memory of the test provider, which plays a bank: what it was asked and what it did.
create table test_payment (
  attempt_id text primary key,
  ref text not null unique,
  amount_minor bigint not null,
  currency char(3) not null,
  charged boolean not null,
  refunded_minor bigint not null default 0 check (refunded_minor between 0 and amount_minor),
  asked integer not null default 1
);
