-- What runs by itself, counted by the hour for each version of each automation. Begun and neither done nor failed: its
-- process died.
create table automation_hour (
  automation_id text not null,
  version integer not null,
  hour timestamptz not null,
  begun integer not null default 0,
  done integer not null default 0,
  failed integer not null default 0,
  touched integer not null default 0,
  last_at timestamptz not null,
  last_error text,
  primary key (automation_id, version, hour)
);

-- Who switched an automation off, on, or on for a share of those it would touch, and why. The newest line holds.
create table automation_switch (
  id bigint generated always as identity primary key,
  automation_id text not null,
  at timestamptz not null,
  person text not null,
  share integer not null check (share between 0 and 100),
  because text not null
);
create index automation_switch_newest on automation_switch (automation_id, id desc);

-- Automations that somebody wants to run now; whoever runs jobs takes the line away.
create table automation_request (
  automation_id text primary key,
  at timestamptz not null,
  person text not null
);

-- What broke, grouped by where and why.
create table error_group (
  id text primary key,
  place text not null,
  cause text not null,
  sample text not null,
  request_id text,
  times bigint not null,
  since timestamptz not null,
  last_at timestamptz not null,
  muted_until timestamptz,
  mended_at timestamptz,
  mended_by text,
  told_at timestamptz
);
create index error_group_open on error_group (last_at) where mended_at is null;
