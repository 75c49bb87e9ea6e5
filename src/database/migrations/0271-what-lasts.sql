-- Between which parts of an interval law the middle half of what came again lies (null: too little is known to tell a
-- range), whether a steady interval names a day that comes true, and the names of what is weighed.
alter table replenishment_model add column lower double precision;
alter table replenishment_model add column upper double precision;
alter table replenishment_model add column steady boolean not null default true;
alter table replenishment_model add column features jsonb;
