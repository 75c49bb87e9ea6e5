-- Counts what pages show beside the catalogue's words (0155): prices, stock as a page tells it, ratings, reviews, and
-- what was learned or indexed since. A page that was kept serves while both numbers stand.
create sequence page_change;
select nextval('page_change');

create function count_page_change() returns trigger language plpgsql as $$
begin
  perform hold_changes(1);
  perform nextval('page_change');
  return null;
end $$;

create trigger variant_shown after update of price_minor, compare_at_minor, currency, price_until on variant
  for each statement execute function count_page_change();
-- What is popular is the catalogue's to say: it comes with an import.
create trigger product_popular after update of popularity on product
  for each statement execute function count_catalogue_change();
create trigger product_shown after update of rating_average, rating_count, updated_at on product
  for each statement execute function count_page_change();
create trigger stock_shown after insert or delete on stock
  for each statement execute function count_page_change();
-- A page tells how many are left of three or fewer, else whether there are any (LOW_STOCK, src/catalog/product-store.ts):
-- a sale of what there is plenty of changes no page.
create trigger stock_shown_otherwise after update on stock for each row
  when ((old.tracked, old.backorder, least(greatest(old.on_hand - old.reserved, 0), 4))
    is distinct from (new.tracked, new.backorder, least(greatest(new.on_hand - new.reserved, 0), 4)))
  execute function count_page_change();
create trigger variant_cost_shown after insert or delete or update on variant_cost -- member prices do not go below it
  for each statement execute function count_page_change();
create trigger review_shown after insert or delete or update on review
  for each statement execute function count_page_change();
create trigger review_reply_shown after insert or delete or update on review_reply
  for each statement execute function count_page_change();
create trigger affinity_model_shown after insert or delete or update on affinity_model
  for each statement execute function count_page_change();
create trigger parity_run_shown after insert or delete on parity_run
  for each statement execute function count_page_change();

-- What search answers from. A builder's sign of life changes nothing.
create trigger search_index_shown after update of generation, version, settings on search_index
  for each statement execute function count_page_change();
create trigger search_passage_shown after insert or delete or update on search_passage
  for each statement execute function count_page_change();

-- Search follows prices and stock by their own count (0141), which has to be settled as well.
create or replace function count_offer_change() returns trigger language plpgsql as $$
begin
  perform hold_changes(2);
  perform nextval('offer_change');
  return null;
end $$;

-- One look at the locks for both kinds: 1 for what pages show, 2 for what search follows. It says of what was committed
-- before it ran; so what is read from the next statement on holds all of a kind that it does not name.
drop function changes_are_settled(integer);
create function unsettled_changes() returns integer[] language sql as $$
  select coalesce(array_agg(distinct objid::integer), '{}') from pg_locks
  where locktype = 'advisory' and classid = 1551 and objsubid = 2
    and database = (select oid from pg_database where datname = current_database()) and pid <> pg_backend_pid()
$$;
