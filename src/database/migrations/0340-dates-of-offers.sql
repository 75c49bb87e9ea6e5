-- From when the feed says that a price holds, and from when it says that a variant is there; null where it says nothing.
-- A variant is taken ahead where the merchant says that it has not come out yet, rather than that more of it comes.
alter table variant add column price_from timestamptz;
alter table variant add column available_from timestamptz;
alter table variant add column preorder boolean not null default false;

drop trigger variant_shown on variant;
create trigger variant_shown
  after update of price_minor, compare_at_minor, currency, price_from, price_until, available_from, preorder on variant
  for each statement execute function count_page_change();
