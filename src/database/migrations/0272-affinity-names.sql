-- The names of what is weighed, in the order of the weights (null: before they were kept), and after how many days a
-- basket counts 1/e, as chosen on the shop's own earlier baskets.
alter table affinity_model add column features jsonb;
alter table affinity_model add column decay_days integer not null default 365;
