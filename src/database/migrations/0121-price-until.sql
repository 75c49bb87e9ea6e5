-- Until when the feed says that this price holds; null where it says nothing.
alter table variant add column price_until timestamptz;
