-- Counts of tries per key and window, for all processes of the shop together. Unlogged: after a crash counting starts anew.
create unlogged table rate_limit (
  key text primary key,
  window_start timestamptz not null,
  tries integer not null
);
create index rate_limit_window on rate_limit (window_start);
