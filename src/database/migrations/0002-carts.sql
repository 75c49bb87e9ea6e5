-- One cart per visitor; version grows with every change so that two tabs cannot overwrite each other.
create table cart (
  id text primary key,
  visitor_id text not null unique,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create table cart_line (
  cart_id text not null references cart (id) on delete cascade,
  sku text not null,
  quantity integer not null check (quantity between 1 and 99),
  added_at timestamptz not null default now(),
  primary key (cart_id, sku)
);

-- One union of events from the first day.
create table event (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  visitor_id text,
  kind text not null,
  data jsonb not null default '{}'
);
create index event_kind_at on event (kind, at);
