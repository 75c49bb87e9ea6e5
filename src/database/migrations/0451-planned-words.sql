-- Words that are to be published, or taken off, at a time to come.
create table content_plan (
  path text not null,
  act text not null check (act in ('publish', 'off')),
  at timestamptz not null,
  -- The draft that was seen when it was planned; null for taking off.
  revision_id bigint,
  person text not null,
  -- Why it was not done when its time had come.
  failed text,
  primary key (path, act)
);
create index content_plan_due on content_plan (at) where failed is null;
