-- What an order was promised to earn when it was placed; the points themselves come when it is delivered.
create table order_points (
  order_id text primary key,
  customer_id text not null references customer (id) on delete cascade,
  earns integer not null check (earns >= 0),
  arithmetic text not null,
  -- The part of its goods that has come back, 0 to 1; never falls.
  returned_share double precision not null default 0 check (returned_share between 0 and 1)
);
