-- Keys of programs that work in the back office. Of a key only a hash is kept.
create table back_office_key (
  id text primary key,
  hash text not null unique,
  name text not null,
  rights text[] not null,
  made_at timestamptz not null,
  expires_at timestamptz,
  revoked_at timestamptz,
  used_at timestamptz
);

-- What was asked under an idempotency key, and what was answered, byte for byte. Without a status it is being done.
create table back_office_request (
  key_id text not null references back_office_key (id) on delete cascade,
  idempotency_key text not null,
  request_hash text not null,
  asked_at timestamptz not null,
  status integer,
  content_type text,
  body text,
  primary key (key_id, idempotency_key)
);
create index back_office_request_asked on back_office_request (asked_at);

alter table customer_order add column carrier text;

-- The transaction in which an order, a return or a refund of it changed last. Programs read orders in this order, and
-- only up to the oldest transaction that still runs: so nothing that is committed later can stand before what was read.
alter table customer_order add column changed_in bigint not null default 0;
create index customer_order_changed on customer_order (changed_in, id) where source = 'shop';
create function note_order_change() returns trigger language plpgsql as $$
begin
  new.changed_in := pg_current_xact_id()::text::bigint;
  return new;
end $$;
create trigger customer_order_changes before insert or update on customer_order
  for each row execute function note_order_change();
create function note_change_of_order() returns trigger language plpgsql as $$
begin
  update customer_order set changed_in = 0 where id = new.order_id; -- the trigger above writes what it is
  return null;
end $$;
create trigger order_return_changes_order after insert or update of state on order_return
  for each row execute function note_change_of_order();
create trigger refund_changes_order after insert or update of state on refund
  for each row execute function note_change_of_order();

-- What the shop gives back of what was paid for an order, though nothing of it came back and it stands.
alter table money_entry drop constraint money_entry_kind_check;
alter table money_entry add check (kind in ('order', 'payment', 'cancel', 'return', 'allowance', 'refund'));

-- Which server numbers the transactions in customer_order.changed_in: of another one they say nothing. Not in backups.
create table order_feed (
  single boolean primary key default true check (single),
  id text not null,
  server text not null
);
