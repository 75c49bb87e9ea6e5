-- What was asked and what nothing of the shop answered, until it is three months old.
create table open_question (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  text text not null,
  terms text[] not null,
  source text not null check (source in ('search', 'conversation', 'agent')),
  because text not null check (because in ('nothing-found', 'not-known', 'handed-over', 'thumbs-down')),
  visitor_id text
);
create index open_question_newest on open_question (at desc);
create index open_question_visitor on open_question (visitor_id) where visitor_id is not null;

-- What became of a group of such questions, by what they have in common.
create table settled_question (
  group_id text primary key,
  terms text[] not null,
  as_what text not null check (as_what in ('answered', 'dismissed')),
  at timestamptz not null,
  person text not null,
  href text
);
