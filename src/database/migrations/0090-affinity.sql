-- What orders taught about what goes together: one model at a time, replaced as a whole when it is learned anew.
create table affinity_model (
  one boolean primary key default true check (one),
  generation integer not null,
  learned_at timestamptz not null,
  -- Orders up to here are in it.
  learned_to timestamptz not null,
  orders integer not null,
  -- Weights of src/affinity/candidate-features.ts, fitted on this shop's own earlier orders.
  weights jsonb not null,
  -- Of each thing by its number three 32-bit numbers: baskets, baskets of late, and whether the regression covers it.
  facts bytea not null
);

-- One row a thing: `p:` and a product's id, or `s:` and a SKU that the catalogue does not know (any more).
create table affinity_item (
  generation integer not null,
  item integer not null,
  key text not null,
  support real not null,
  -- Packed neighbours: src/affinity/pack-row.ts.
  neighbours bytea not null,
  primary key (generation, item)
);
create unique index affinity_item_key on affinity_item (generation, key);

-- The key under which the customers of an order import become pseudonyms: made at random once, never told.
create table pseudonym_secret (
  one boolean primary key default true check (one),
  secret text not null
);
