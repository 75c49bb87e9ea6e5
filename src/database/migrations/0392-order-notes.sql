-- What the team wrote down about an order, for each other.
create table order_note (
  id bigint generated always as identity primary key,
  order_id text not null references customer_order (id) on delete cascade,
  at timestamptz not null,
  person text not null,
  text text not null
);
create index order_note_of_order on order_note (order_id, id);
