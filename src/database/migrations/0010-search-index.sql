-- The index of the catalogue. Its big tables carry a generation in their names (search_doc_7) and are made by
-- src/search/index-tables.ts: a new one is built beside the old one, then this row points to it.
create table search_index (
  single boolean primary key default true check (single),
  -- 0: there is no index yet.
  generation integer not null default 0,
  version bigint not null default 0,
  -- What the generation was built with: code, weights of fields and embedder. Another value means: build anew.
  settings text not null default '',
  -- Hash over every product and its words as indexed; the same value means: nothing to do.
  stamp text not null default '',
  products integer not null default 0,
  -- Average words of a field, and the average popularity; refreshed by the next full build.
  lengths jsonb not null default '{}',
  popularity real not null default 0,
  -- Name of the embedder whose vectors the generation holds, null where it holds none.
  vectors text,
  -- Products changed in place since the full build.
  changed integer not null default 0,
  built_at timestamptz,
  -- Who builds the next generation, and when it last gave a sign; a silent builder loses its turn.
  builder text,
  building integer,
  builder_seen timestamptz
);
insert into search_index default values;

-- Products re-indexed while a build runs: the builder takes them over before it swaps.
create table search_changed (
  product bigint primary key
);

-- Words of the shop that can be quoted: FAQs, sections of guides and policies, product words.
create table search_passage (
  id bigint generated always as identity primary key,
  kind text not null,
  slug text not null,
  href text not null,
  title text not null,
  text text not null,
  hash text not null
);
create index search_passage_slug on search_passage (kind, slug);
create table search_passage_post (
  term text not null,
  passage bigint not null references search_passage (id) on delete cascade,
  weight real not null,
  primary key (term, passage) include (weight)
);
create index search_passage_post_passage on search_passage_post (passage);
