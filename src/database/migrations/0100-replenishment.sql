-- What the shop learned of when things run out: the weights of the line, and the law of intervals of each item.
create table replenishment_model (
  single boolean primary key default true check (single),
  weights jsonb not null,
  middle double precision not null,
  spread double precision not null,
  fitted_on integer not null,
  learned_at timestamptz not null
);
create table replenishment_item (
  sku text primary key,
  middle double precision not null,
  spread double precision not null
);

-- What a customer asked for of one item.
create table replenishment_choice (
  customer_id text not null references customer (id) on delete cascade,
  sku text not null,
  snoozed_until timestamptz,
  stopped_at timestamptz,
  every_days integer check (every_days between 3 and 365),
  changed_at timestamptz not null,
  primary key (customer_id, sku)
);

-- What comes by itself needs no reminder.
create table customer_subscription (
  customer_id text not null references customer (id) on delete cascade,
  sku text not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  primary key (customer_id, sku)
);

-- Every reminder that was sent, and every one that was kept back with why; one row a customer, item and day.
create table reminder (
  customer_id text not null references customer (id) on delete cascade,
  sku text not null,
  day date not null,
  outcome text not null check (outcome in ('sent', 'kept-back')),
  reason text,
  chance double precision not null,
  mail_id text references mail_outbox (id) on delete set null,
  decided_at timestamptz not null,
  primary key (customer_id, sku, day)
);
create index reminder_sent on reminder (customer_id, decided_at) where outcome = 'sent';
