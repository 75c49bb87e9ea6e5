-- Listings take their first page from here instead of sorting a whole category.
create index product_popular on product (popularity desc, rating_average desc nulls last, id) where status = 'active';

-- Words that begin with what was typed. Kept by the database itself, so a new title is offered at once.
create index product_title_words on product using gin
  (to_tsvector('simple', regexp_replace(lower(title || ' ' || coalesce(brand, '')), '[^[:alnum:]]+', ' ', 'g')))
  where status = 'active';
create index search_value_words on search_value using gin
  (to_tsvector('simple', regexp_replace(word, '[^[:alnum:]]+', ' ', 'g')));

-- Counts of listings too large to be counted anew for every page; each holds for one version of the facts and a minute.
create table search_count (
  scope text primary key,
  version bigint not null,
  counted_at timestamptz not null default now(),
  counts jsonb not null
);

-- That "steel" belongs to "material": without it the planner takes a value of a key for ten times rarer than it is.
create statistics search_fact_values (mcv, dependencies) on key, word from search_fact;
