-- A conversation is a thread of one visitor; turns are appended, never edited.
create table conversation (
  id text primary key,
  visitor_id text not null,
  need jsonb,
  state jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index conversation_visitor on conversation (visitor_id, updated_at desc);
create table conversation_message (
  conversation_id text not null references conversation (id) on delete cascade,
  position integer not null,
  role text not null check (role in ('user', 'assistant')),
  parts jsonb not null,
  created_at timestamptz not null default now(),
  primary key (conversation_id, position)
);
