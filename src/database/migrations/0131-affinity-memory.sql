-- What each order held when everything was learned last, so that new orders fold in without reading all again. No
-- customer stands in it. 500 orders a row, as JSON: src/affinity/affinity-store.ts.
create table affinity_memory (
  generation integer not null,
  part integer not null,
  baskets text not null,
  primary key (generation, part)
);

-- Numbers of learnings: no two share one, also where two processes learn at once.
create sequence affinity_generation;
select setval('affinity_generation', 1 + coalesce((select max(generation) from affinity_item), 0));

alter table affinity_model
  -- The generation of affinity_memory that goes with it; orders placed before `memory_to` are in that.
  add memory integer,
  add memory_to timestamptz,
  -- The latest change of an order or a return that the memory knows, and that this learning knows.
  add memory_changed timestamptz,
  add changed timestamptz;

create index customer_order_updated on customer_order (updated_at);
