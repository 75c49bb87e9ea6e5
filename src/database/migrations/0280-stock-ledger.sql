-- Stock is a ledger: what happened to the pieces of a SKU, append-only. By SKU, so that a variant that leaves the feed
-- and comes back still has its past; an order that is not paid moves nothing and is a reservation alone.
create table stock_movement (
  id bigint generated always as identity,
  sku text not null,
  -- When it was so: of a count the moment in which it was taken.
  at timestamptz not null,
  kind text not null check (kind in ('counted', 'sold', 'released', 'sent', 'returned', 'corrected', 'delivered')),
  -- As it was told: what was counted, or how many were sold, sent, came.
  pieces integer not null,
  -- What it changed of the pieces that lie there, of those sold and not sent, and of those that are gone or came back
  -- without a word to whoever counts outside and hears nothing of the shop's orders.
  shelf integer not null,
  open integer not null,
  unheard integer not null,
  -- The order, the return, the file or the person that it came with.
  about text not null,
  -- Of a count what it was taken to know; null for one of which nobody said.
  knows text,
  note text not null default '',
  noted_at timestamptz not null,
  primary key (sku, at, id)
);

create index stock_movement_noted on stock_movement using brin (noted_at);

create function keep_movements() returns trigger language plpgsql as $$
begin
  raise exception 'stock_movement is append-only';
end $$;
create trigger stock_movement_kept
  before delete or update of id, at, kind, pieces, shelf, open, unheard, about, knows, note, noted_at on stock_movement
  for each row execute function keep_movements();

-- A row of stock is the sum of its movements and reservations, kept with them so that a promise is one look at one row.
-- More may be gone than was there: below zero it says how many.
alter table stock drop constraint stock_on_hand_check;
alter table stock rename column fed_on_hand to counted;
alter table stock add column unheard integer not null default 0;
alter table stock add column counted_at timestamptz;
alter table stock add column counted_as text;

-- A file that is taken again is as old as it was the first time, whatever date a copy of it has.
create table stock_file (
  hash text primary key,
  name text not null,
  taken_at timestamptz not null
);

-- Up to when the counts of a source's whole feed hold that said the same as before, so that not every row of stock is
-- written with every feed.
create table stock_feed (
  source text primary key,
  counted_at timestamptz not null,
  knows text,
  looked_at timestamptz not null
);

-- What is there now opens the ledger. The last number that was fed said nothing of what was sold since.
update stock set counted_at = now(), unheard = greatest(coalesce(counted, on_hand) - on_hand, 0);
insert into stock_movement (sku, at, kind, pieces, shelf, open, unheard, about, note, noted_at)
select sku, updated_at, 'sold', quantity, 0, quantity, 0, holder, '', updated_at
from stock_reservation where state = 'held' and expires_at is null;
insert into stock_movement (sku, at, kind, pieces, shelf, open, unheard, about, note, noted_at)
select v.sku, now(), 'counted', s.on_hand, s.on_hand, 0, s.unheard, '', 'As it stood when the ledger was opened.', now()
from stock s join variant v on v.id = s.variant_id;
