-- A matter for a person of the team, with the story as it stood when it was opened. The transcript is the
-- conversation's own and is read from there.
create table ticket (
  id text primary key,
  conversation_id text references conversation (id) on delete set null,
  visitor_id text,
  customer_id text references customer (id) on delete set null,
  email text,
  -- The rule of content/handoff.yaml, or the verb that asked for a person.
  rule text not null,
  -- The rule's reason in words, its scores and what was tried.
  why jsonb not null,
  urgency smallint not null check (urgency between 1 and 3),
  words text not null,
  summary text not null,
  need text,
  cart jsonb not null default '[]',
  orders jsonb not null default '[]',
  draft text,
  draft_sources jsonb not null default '[]',
  state text not null check (state in ('open', 'claimed', 'answered', 'returned')),
  claimed_by text references studio_person (id),
  opened_at timestamptz not null,
  -- Since when the shopper waits for a person; null while nobody waits.
  waiting_since timestamptz,
  answer_by timestamptz not null,
  -- When a person last did something with it.
  touched_at timestamptz
);
-- One a conversation and reason, however often the rule fires.
create unique index ticket_once on ticket (conversation_id, rule) where state <> 'returned';
create index ticket_state on ticket (state, urgency desc, waiting_since);
create index ticket_customer on ticket (customer_id, opened_at desc);
create index ticket_visitor on ticket (visitor_id, opened_at desc);

create table ticket_event (
  ticket_id text not null references ticket (id) on delete cascade,
  position integer not null,
  at timestamptz not null,
  person_id text references studio_person (id),
  kind text not null check (kind in ('opened', 'claimed', 'draft-rejected', 'replied', 'returned')),
  text text,
  primary key (ticket_id, position)
);

-- What a person put right in the assistant's words; settled once it became an example, an FAQ or nothing.
create table correction (
  id text primary key,
  ticket_id text references ticket (id) on delete cascade,
  person_id text references studio_person (id),
  kind text not null check (kind in ('edited', 'rejected', 'thumb')),
  question text not null,
  drafted text not null,
  sent text,
  reason text,
  made_at timestamptz not null,
  settled_as text check (settled_as in ('example', 'faq', 'dismissed')),
  settled_at timestamptz
);
create index correction_open on correction (made_at desc) where settled_at is null;
