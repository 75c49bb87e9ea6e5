-- Each run of the proof that every surface tells what the rows say; the newest one is published.
create table parity_run (
  id bigint generated always as identity primary key,
  ran_at timestamptz not null,
  products integer not null,
  variants integer not null,
  comparisons integer not null,
  differences integer not null,
  surfaces jsonb not null,
  examples jsonb not null
);
