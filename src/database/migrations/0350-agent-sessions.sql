-- Carts and checkouts of other people's agents. What lies in them stands in `cart`, under a visitor of their own, so that
-- prices, stock and offers are those of every cart.
create table agent_session (
  id text primary key,
  kind text not null check (kind in ('cart', 'checkout')),
  -- What its budget is counted under, and what people read.
  agent text not null,
  agent_name text not null,
  visitor_id text not null unique,
  -- What the agent said beside the lines: buyer, destinations, choices.
  asked jsonb not null,
  -- Grows with every change.
  revision integer not null default 1,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  canceled_at timestamptz,
  -- The browser in which a person goes on with it.
  handed_to text,
  handed_at timestamptz,
  order_id text references customer_order (id) on delete set null,
  -- The cart that a checkout came from.
  cart_id text,
  endpoint_id text references webhook_endpoint (id) on delete set null
);
create index agent_session_open on agent_session (agent, expires_at) where order_id is null and canceled_at is null;
create index agent_session_order on agent_session (order_id);
create index agent_session_expires on agent_session (expires_at) where order_id is null;
create index agent_session_from on agent_session (cart_id);
create index agent_session_handed on agent_session (handed_to);

-- Where an agent that signs what it asks had parcels sent before, by the buyer's address. Nobody else is told of it.
create table agent_destination (
  agent text not null,
  email text not null,
  id text not null,
  address jsonb not null,
  used_at timestamptz not null,
  primary key (agent, email, id)
);

-- An agent is told of its own orders only.
alter table webhook_endpoint add column of_agents boolean not null default false;

create or replace function tell_webhooks(what text, about jsonb, at timestamptz, wanted text) returns void language sql as $$
  insert into webhook_message (id, endpoint_id, kind, about, happened_at, next_at)
  select 'msg_' || replace(gen_random_uuid()::text, '-', ''), e.id, what, about, at, to_timestamp(0)
  from webhook_endpoint e
  where e.stopped_at is null and what = any(e.events) and (wanted is null or e.id = wanted)
    and (not e.of_agents or exists (
      select 1 from customer_order o join agent_session s on s.visitor_id = o.visitor_id or s.order_id = o.id
      where o.id = about ->> 'order' and s.endpoint_id = e.id))
$$;

-- What was asked under an idempotency key is kept for agents too, which have no key of the back office.
alter table back_office_request drop constraint back_office_request_key_id_fkey;
