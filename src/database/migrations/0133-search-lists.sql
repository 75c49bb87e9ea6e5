-- The version whose posts the lists hold (search_list_7); what was replaced since is told by search_replaced_7.
alter table search_index add column packed bigint not null default 0;
