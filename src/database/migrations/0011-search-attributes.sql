-- What each variant can be checked against, one row a stated fact. variant_id 0: it holds for every variant of the
-- product. Numbers stand in the base unit of their dimension where search_key names a unit; words are lower case.
create table search_fact (
  product_id bigint not null references product (id) on delete cascade,
  variant_id bigint not null,
  key text not null,
  number double precision,
  word text,
  flag boolean
);
create index search_fact_product on search_fact (product_id);
create index search_fact_word on search_fact (key, word, product_id, variant_id) where word is not null;
create index search_fact_number on search_fact (key, number, product_id, variant_id) where number is not null;
create index search_fact_flag on search_fact (key, flag, product_id, variant_id) where flag is not null;

-- What the catalogue can be asked about: its attributes and options with their labels, units and reach.
create table search_key (
  key text primary key,
  label text not null,
  -- The unit bounds are told in; implied means the rows state none and it was learned from titles or magnitude.
  unit text,
  implied boolean not null default false,
  is_option boolean not null default false,
  products integer not null default 0,
  numbers integer not null default 0,
  words integer not null default 0,
  flags integer not null default 0,
  least double precision,
  most double precision
);

create table search_value (
  key text not null,
  word text not null,
  label text not null,
  products integer not null default 0,
  primary key (key, word)
);

-- One row: what the facts were last built from, and a number that grows with every change of them.
create table search_fact_state (
  single boolean primary key default true check (single),
  version bigint not null default 0,
  stamp text not null default ''
);
insert into search_fact_state default values;

create index variant_price on variant (price_minor, product_id);
create index product_brand on product (lower(brand)) where status = 'active';
