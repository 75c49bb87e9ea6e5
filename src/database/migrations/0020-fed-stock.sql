-- The quantity the merchant's feed told last: an import sets on_hand only where the feed told something new, so a
-- feed that is imported again does not bring back what was sold meanwhile. Null: the feed does not count it.
alter table stock add column fed_on_hand integer;
