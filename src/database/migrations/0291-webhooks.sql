-- Who is told of what happens, over HTTP.
create table webhook_endpoint (
  id text primary key,
  url text not null,
  -- What its messages are signed with, by which it knows them.
  secret text not null,
  events text[] not null,
  -- Pieces at or below which stock is low.
  low_at integer not null default 3 check (low_at >= 0),
  made_at timestamptz not null,
  stopped_at timestamptz,
  stopped_because text
);

-- What one of them is to be told, written in the transaction in which it happened. What it says is read when it is sent.
create table webhook_message (
  id text primary key,
  endpoint_id text not null references webhook_endpoint (id) on delete cascade,
  kind text not null,
  about jsonb not null,
  happened_at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'dead')),
  tries integer not null default 0,
  next_at timestamptz not null,
  -- What it was answered the last time.
  status integer,
  error text,
  settled_at timestamptz
);
create index webhook_message_due on webhook_message (endpoint_id, next_at) where state = 'waiting';
create index webhook_message_dead on webhook_message (settled_at) where state = 'dead';

create function tell_webhooks(what text, about jsonb, at timestamptz, wanted text) returns void language sql as $$
  insert into webhook_message (id, endpoint_id, kind, about, happened_at, next_at)
  select 'msg_' || replace(gen_random_uuid()::text, '-', ''), e.id, what, about, at, to_timestamp(0)
  from webhook_endpoint e
  where e.stopped_at is null and what = any(e.events) and (wanted is null or e.id = wanted)
$$;

create function tell_webhooks_of_event() returns trigger language plpgsql as $$
begin
  perform tell_webhooks(
    case new.kind
      when 'order-placed' then 'order.placed'
      when 'order-paid' then 'order.paid'
      when 'order-sent' then 'order.sent'
      when 'order-delivered' then 'order.delivered'
      when 'order-cancelled' then 'order.cancelled'
      else 'order.returned' end,
    jsonb_strip_nulls(jsonb_build_object('order', new.data ->> 'order', 'return', new.data ->> 'return')), new.at, null);
  return null;
end $$;
create trigger event_tells_webhooks after insert on event for each row
  when (new.kind in ('order-placed', 'order-paid', 'order-sent', 'order-delivered', 'order-cancelled', 'return-received'))
  execute function tell_webhooks_of_event();

-- Of a variant whose stock falls to what an endpoint calls low, once each time that it falls there.
create function tell_webhooks_of_stock() returns trigger language plpgsql as $$
declare
  had integer := case when old.tracked then greatest(old.on_hand - old.reserved, 0) end;
  has integer := greatest(new.on_hand - new.reserved, 0);
  endpoint record;
begin
  for endpoint in select id from webhook_endpoint
    where stopped_at is null and 'stock.low' = any(events) and has <= low_at and (had is null or had > low_at)
  loop
    perform tell_webhooks('stock.low',
      (select jsonb_build_object('sku', sku) from variant where id = new.variant_id), new.updated_at, endpoint.id);
  end loop;
  return null;
end $$;
create trigger stock_tells_webhooks after update of on_hand, reserved, tracked on stock for each row
  when (new.tracked and (not old.tracked or new.on_hand - new.reserved < old.on_hand - old.reserved))
  execute function tell_webhooks_of_stock();
