-- What a shopper has chosen beside the products: codes as they were typed, points to pay with, and where it goes.
alter table cart add column codes text[] not null default '{}';
alter table cart add column burn integer not null default 0 check (burn >= 0);
alter table cart add column details jsonb;

-- Money that is to go back to the customer: written together with the reason, sent by whoever finds it, done once.
create table refund (
  id text primary key,
  order_id text not null references customer_order (id) on delete restrict,
  attempt_id text not null references payment_attempt (id) on delete restrict,
  amount_minor bigint not null check (amount_minor > 0),
  state text not null check (state in ('wanted', 'done', 'refused')),
  because text not null,
  tries integer not null default 0,
  error text,
  at timestamptz not null,
  done_at timestamptz
);
create index refund_open on refund (at) where state = 'wanted';
create index refund_order on refund (order_id);

-- What the customer is to be told about an order, once each; written in the transaction that gives the reason.
create table order_notice (
  order_id text not null references customer_order (id) on delete cascade,
  kind text not null check (kind in ('confirmed', 'sent', 'cancelled', 'return-started', 'refunded')),
  about text not null,
  at timestamptz not null,
  mailed_at timestamptz,
  primary key (order_id, kind, about)
);
create index order_notice_open on order_notice (at) where mailed_at is null;

alter table payment_attempt add column method text not null default '';
alter table payment_attempt add column redirect_url text;
alter table order_return add column restock boolean;

-- A return that the shop turns away counts as nothing sent back.
alter table order_return drop constraint order_return_state_check;
alter table order_return add check (state in ('started', 'received', 'refunded', 'refused'));

create table test_refund (
  refund_id text primary key,
  attempt_id text not null references test_payment (attempt_id) on delete cascade,
  amount_minor bigint not null
);
