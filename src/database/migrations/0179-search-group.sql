-- What products that belong together state: those with a word in their title or kind, those of a category (its parts
-- included), all of them, and those with a colour's name right before another word. `stating`: how many state each key,
-- seldom ones left out. `categories`: in which category they stand, the innermost alone.
create table search_group (
  kind text not null check (kind in ('word', 'category', 'all', 'pair')),
  name text not null,
  products integer not null,
  stating jsonb not null,
  categories jsonb not null,
  primary key (kind, name)
);

-- It is learned from all products: they are read anew.
update search_fact_source set source = '';
update search_fact_state set stamp = '';
