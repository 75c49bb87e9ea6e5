-- In which categories those products stand that are called by a category's name, by the innermost: kept with that
-- category alone.
alter table search_group rename column categories to called;
update search_fact_source set source = '';
update search_fact_state set stamp = '';
