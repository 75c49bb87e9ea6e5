-- What IndexNow has been told: an address with the mark of the state it was queued in.
create table index_now_address (
  path text primary key,
  mark text not null,
  queued boolean not null default true,
  attempts integer not null default 0,
  not_before timestamptz not null default now(),
  sent_at timestamptz
);
create index index_now_queued on index_now_address (not_before, path) where queued;
