-- Which products have facts, what these were made from and the version that made them: so that one changed product is
-- one product's work, and a process that keeps facts in memory reads again only what changed.
create table search_fact_source (
  product_id bigint primary key,
  version bigint not null,
  -- '' where the product is gone or unpublished.
  source text not null
);
create index search_fact_source_version on search_fact_source (version);
alter table search_fact_state
  -- Products whose facts were replaced one by one since all were last built.
  add column changed integer not null default 0;
update search_fact_state set stamp = '';

-- What was sold or restocked a moment ago.
create index stock_updated on stock (updated_at);
