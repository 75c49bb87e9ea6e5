-- Since when another shop is kept in step with: orders from then on are brought over, and of older ones those that wait
-- to be packed.
alter table connector add column begun_at timestamptz not null default now();
