-- What a conversation remembers is called as the code calls it: a query with its filters. A quote inside a stored word
-- is escaped, so these keys are found nowhere else.
update conversation set state =
  replace(replace(state::text, '"need": ', '"query": '), '"limits": ', '"filters": ')::jsonb;
-- A second copy that nothing read.
alter table conversation drop column need;
