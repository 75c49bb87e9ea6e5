-- Processes keep what they made from the catalogue (menus, which hosts its pictures come from, whole pages) while a
-- number stands that every process reads. A sequence, so that two writers never wait for each other; and because its
-- number shows before the writer has committed, the writer holds a shared lock until then: what is read while nobody
-- holds it holds everything that was counted.
create sequence catalogue_change;
select nextval('catalogue_change'); -- its first number reads the same before and after it was given

create function hold_changes(kind integer) returns void language sql as $$
  select pg_advisory_xact_lock_shared(1551, kind)
$$;

-- Says of what was committed before it ran; so what is read from the next statement on holds all of it.
create function changes_are_settled(kind integer) returns boolean language sql as $$
  select not exists (
    select from pg_locks where locktype = 'advisory' and classid = 1551 and objid = kind and objsubid = 2
      and database = (select oid from pg_database where datname = current_database()) and pid <> pg_backend_pid())
$$;

create function count_catalogue_change() returns trigger language plpgsql as $$
begin
  perform hold_changes(1);
  perform nextval('catalogue_change');
  return null;
end $$;

-- Prices and stock change by the minute, ratings and popularity by the day, and no menu depends on them.
create trigger product_catalogued after insert or delete or update of slug, title, description, brand, product_type,
  category_path, category_slugs, tags, condition, status, options, attributes, images on product
  for each statement execute function count_catalogue_change();
create trigger variant_catalogued after insert or delete or update of product_id, sku, position, title, options,
  attributes, gtin, mpn, weight_grams, unit_measure, image_url on variant
  for each statement execute function count_catalogue_change();
-- The words that search offers, and what follows from them: which uses have a page.
create trigger search_fact_state_catalogued after insert or delete or update on search_fact_state
  for each statement execute function count_catalogue_change();
create trigger search_value_catalogued after insert or delete or update on search_value
  for each statement execute function count_catalogue_change();
create trigger category_catalogued after insert or delete or update on category
  for each statement execute function count_catalogue_change();
