-- A run is one answer being given. Its chunks are rows, so that any process can go on reading it where a connection ended.
create table conversation_run (
  id text primary key,
  conversation_id text not null references conversation (id) on delete cascade,
  started_at timestamptz not null default now(),
  ended_at timestamptz
);
create index conversation_run_latest on conversation_run (conversation_id, started_at desc);
create table conversation_chunk (
  run_id text not null references conversation_run (id) on delete cascade,
  position integer not null,
  chunk jsonb not null,
  primary key (run_id, position)
);
-- What shoppers thought of an answer, by its place in the conversation; the last word counts.
create table turn_feedback (
  conversation_id text not null references conversation (id) on delete cascade,
  position integer not null,
  helpful boolean not null,
  reason text not null default '',
  created_at timestamptz not null default now(),
  primary key (conversation_id, position)
);
