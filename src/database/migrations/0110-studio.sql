-- The people of the team. One who was removed keeps the row, since tickets name them; nothing lets them in.
create table studio_person (
  id text primary key,
  email text not null unique check (email = lower(email) and email <> ''),
  name text not null check (name <> ''),
  role text not null default 'team' check (role in ('team', 'owner')),
  invited_at timestamptz not null,
  removed_at timestamptz
);

-- A link that lets one browser in, once; only the hash of its token is kept.
create table studio_link (
  token_hash text primary key,
  person_id text not null references studio_person (id) on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index studio_link_expires on studio_link (expires_at);

-- A browser that is in. The cookie holds the id and a signature; here is only the id's hash.
create table studio_session (
  id_hash text primary key,
  person_id text not null references studio_person (id) on delete cascade,
  opened_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index studio_session_person on studio_session (person_id);
