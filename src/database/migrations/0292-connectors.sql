-- How far another shop's catalogue and this shop's orders have been brought over.
create table connector (
  name text primary key,
  -- When that shop said that something has changed; null once it was read.
  wanted_at timestamptz,
  -- When its catalogue was last read to the end.
  pulled_at timestamptz,
  -- How far this shop's orders were looked at.
  orders_to text,
  next_at timestamptz not null,
  tries integer not null default 0,
  -- Why it does not go on, for people.
  error text
);

-- Orders that were brought over. Without a reference nobody knows whether it arrived there.
create table connector_order (
  connector text not null,
  order_id text not null references customer_order (id) on delete cascade,
  ref text,
  cancelled boolean not null default false,
  at timestamptz not null,
  primary key (connector, order_id)
);
