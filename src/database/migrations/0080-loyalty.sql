-- Who has joined the rewards program.
create table loyalty_member (
  customer_id text primary key references customer (id) on delete cascade,
  joined_at timestamptz not null default now()
);

-- Points, append-only. An `earn` or `adjust` entry with positive points is a lot; every other entry draws on one lot
-- (lot_id). The balance is the sum of what is left in lots that have not expired, so nothing is counted twice.
create table points_entry (
  id bigint generated always as identity primary key,
  customer_id text not null references customer (id) on delete cascade,
  kind text not null check (kind in ('earn', 'adjust', 'burn', 'unburn', 'reverse', 'expire')),
  points integer not null check (points <> 0),
  lot_id bigint references points_entry (id),
  order_id text,
  at timestamptz not null,
  -- Of lots only; null never expires.
  expires_at timestamptz,
  note text not null default '',
  check ((kind in ('earn', 'adjust', 'unburn')) = (points > 0)),
  check ((kind in ('earn', 'adjust')) = (lot_id is null))
);
create index points_entry_customer on points_entry (customer_id);
create index points_entry_lot on points_entry (lot_id) where lot_id is not null;
create index points_entry_order on points_entry (order_id) where order_id is not null;
create index points_entry_expiry on points_entry (expires_at) where lot_id is null;
-- An order earns once, however often its delivery is reported.
create unique index points_earned_once on points_entry (order_id) where kind = 'earn';

-- How often an offer was given and what it cost; the limits themselves stand in content/offers.
create table offer_use (
  offer_id text primary key,
  used integer not null default 0 check (used >= 0),
  spent_minor bigint not null default 0 check (spent_minor >= 0)
);
create table offer_customer_use (
  offer_id text not null,
  customer_key text not null,
  used integer not null default 0 check (used >= 0),
  primary key (offer_id, customer_key)
);
-- One row an order and offer; a reversal marks it and gives the use back.
create table offer_redemption (
  order_id text not null,
  offer_id text not null,
  customer_key text not null,
  amount_minor bigint not null check (amount_minor >= 0),
  currency char(3) not null,
  code_hash text,
  redeemed_at timestamptz not null,
  reversed_at timestamptz,
  primary key (order_id, offer_id)
);
create index offer_redemption_offer on offer_redemption (offer_id, redeemed_at);

-- Single-use codes: only the SHA-256 of the code is kept.
create table offer_code (
  code_hash text primary key,
  offer_id text not null,
  batch text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  order_id text,
  redeemed_at timestamptz,
  check ((order_id is null) = (redeemed_at is null))
);
create index offer_code_offer on offer_code (offer_id, batch);
-- How many codes a visitor has tried in the running minute.
create table code_try (
  visitor_id text primary key,
  since timestamptz not null,
  tries integer not null
);

-- Who qualified for a personal offer first when, and on which side: what lift is measured on.
create table offer_exposure (
  offer_id text not null,
  customer_key text not null,
  arm text not null check (arm in ('offered', 'held-out')),
  at timestamptz not null,
  primary key (offer_id, customer_key)
);

-- What a variant costs the merchant: for price floors; never shown.
create table variant_cost (
  sku text primary key,
  cost_minor bigint not null check (cost_minor >= 0),
  currency char(3) not null
);
