-- A brand's group tells who makes the products that its name stands in.
alter table search_group drop constraint search_group_kind_check;
alter table search_group add check (kind in ('word', 'category', 'brand', 'all', 'pair'));
update search_fact_source set source = '';
update search_fact_state set stamp = '';
