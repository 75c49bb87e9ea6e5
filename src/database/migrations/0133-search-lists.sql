-- The version whose posts the lists hold (search_list_7); what was replaced since is told by search_replaced_7.
alter table search_index add column packed bigint not null default 0;

-- An index that is there is packed as it stands, so that search goes on: src/search/pack-lists.ts does it later on.
set local statement_timeout = 0;
do $$
declare
  current integer := (select generation from search_index);
  block integer;
  old text;
begin
  if current > 0 then
    execute format('create table search_list_%s (term integer not null, block integer not null, posts bytea not null)', current);
    execute format('alter table search_list_%s alter column posts set storage external', current);
    execute format('create table search_replaced_%s (product integer primary key, version bigint not null)', current);
    for block in execute format('select distinct product >> 16 from search_doc_%s', current) loop
      execute format('insert into search_list_%1$s (term, block, posts)
        select term, %2$s, string_agg(int4send((product << 16) | steps), ''''::bytea)
        from (
          select t.term, d.product, least(65535, greatest(1, round(t.weight * 65536::float8)::integer)) as steps
          from search_doc_%1$s d, unnest(d.terms, d.weights) t (term, weight)
          where d.product >> 16 = %2$s order by t.term, d.product) p
        group by term', current, block);
    end loop;
    execute format('create unique index search_list_%1$s_by on search_list_%1$s (term, block)', current);
    update search_index set packed = version;
  end if;
  for old in select relname from pg_class where relkind = 'r' and relname ~ '^search_post_[0-9]+$' loop
    execute format('drop table %I', old);
  end loop;
end $$;
