-- Of the content whose passages search_passage holds, and of the code that made them; the same value means: nothing to do.
alter table search_index add column passages text not null default '';
