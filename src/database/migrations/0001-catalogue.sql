-- Facts of the shop. Words live in content/; nothing here is prose that a marketer edits.
create extension if not exists vector;

create table product (
  id bigint generated always as identity primary key,
  slug text not null unique,
  source text not null,
  source_key text not null,
  title text not null,
  description text not null default '',
  brand text,
  product_type text,
  category_path text[] not null default '{}',
  category_slugs text[] not null default '{}',
  tags text[] not null default '{}',
  condition text not null default 'new' check (condition in ('new', 'refurbished', 'used')),
  status text not null default 'active' check (status in ('active', 'draft', 'archived')),
  options jsonb not null default '[]',
  attributes jsonb not null default '[]',
  images jsonb not null default '[]',
  popularity real not null default 0,
  rating_average real,
  rating_count integer not null default 0,
  content_hash text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (source, source_key)
);
create index product_category on product using gin (category_slugs);
create index product_updated on product (updated_at);

create table variant (
  id bigint generated always as identity primary key,
  product_id bigint not null references product (id) on delete cascade,
  sku text not null unique,
  position integer not null,
  title text not null,
  options jsonb not null default '{}',
  attributes jsonb not null default '[]',
  gtin text,
  mpn text,
  price_minor bigint not null check (price_minor >= 0),
  compare_at_minor bigint check (compare_at_minor > 0),
  currency char(3) not null,
  weight_grams real,
  unit_measure jsonb,
  image_url text,
  updated_at timestamptz not null default now()
);
create index variant_product on variant (product_id, position);
create index variant_gtin on variant (gtin) where gtin is not null;

-- What we may promise: on_hand - reserved, changed only by conditional single statements.
create table stock (
  variant_id bigint primary key references variant (id) on delete cascade,
  on_hand integer not null default 0 check (on_hand >= 0),
  reserved integer not null default 0 check (reserved >= 0),
  backorder boolean not null default false,
  tracked boolean not null default true,
  updated_at timestamptz not null default now()
);

create table category (
  slug text primary key,
  parent_slug text,
  name text not null,
  depth integer not null
);

create table import_run (
  id bigint generated always as identity primary key,
  source text not null,
  file_name text not null,
  file_hash text not null,
  format text not null,
  status text not null check (status in ('running', 'finished', 'failed')),
  report jsonb not null default '{}',
  started_at timestamptz not null default now(),
  finished_at timestamptz
);
