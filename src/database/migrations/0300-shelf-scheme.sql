-- How the products of a source are shelved where its feed does not say it: decided once, so that re-imports are stable.
create table shelf_scheme (
  source text primary key,
  scheme jsonb not null,
  decided_at timestamptz not null
);
