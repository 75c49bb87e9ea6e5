-- Processes hold prices and stock of the whole catalogue in memory and must see a change of either at the next
-- question, whoever wrote it. A row says by itself when it changed, and a number that every process reads with each
-- question says that some row did; a sequence, so that two sales never wait for each other.
create sequence offer_change;
select nextval('offer_change'); -- its first number reads the same before and after it was given

-- When its price, its price before or its currency last changed.
alter table variant add column priced_at timestamptz not null default now();
create index variant_priced on variant (priced_at);

create function mark_priced() returns trigger language plpgsql as $$
begin
  new.priced_at := clock_timestamp();
  return new;
end $$;
create trigger variant_priced before update on variant for each row
  when ((old.price_minor, old.compare_at_minor, old.currency)
    is distinct from (new.price_minor, new.compare_at_minor, new.currency))
  execute function mark_priced();

create function mark_stocked() returns trigger language plpgsql as $$
begin
  new.updated_at := clock_timestamp();
  return new;
end $$;
create trigger stock_changed before update on stock for each row
  when ((old.on_hand, old.reserved, old.backorder, old.tracked)
    is distinct from (new.on_hand, new.reserved, new.backorder, new.tracked))
  execute function mark_stocked();

create function count_offer_change() returns trigger language plpgsql as $$
begin
  perform nextval('offer_change');
  return null;
end $$;
create trigger stock_counted after insert or update of on_hand, reserved, backorder, tracked on stock
  for each statement execute function count_offer_change();
create trigger variant_counted after update of price_minor, compare_at_minor, currency on variant
  for each statement execute function count_offer_change();

-- Counts that rows were asked for; every count comes from memory now.
drop table search_count;
