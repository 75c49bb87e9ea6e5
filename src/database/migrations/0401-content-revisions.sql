-- Who of the team writes, who publishes, who answers shoppers. 'team' may do what a publisher may, as before.
alter table studio_person drop constraint studio_person_role_check;
alter table studio_person add constraint studio_person_role_check
  check (role in ('team', 'writer', 'publisher', 'support', 'owner'));

-- Every wording that a file of content/ ever had here, whole; never changed. A text of null: the file is taken off.
create table content_revision (
  id bigint generated always as identity primary key,
  path text not null,
  parent_id bigint references content_revision (id),
  author text not null,
  at timestamptz not null,
  why text not null,
  text text,
  hash text not null
);
create index content_revision_path on content_revision (path, id desc);

-- Where each file stands: what is read by all, what somebody works on, and which file on the disk that was made from.
create table content_page (
  path text primary key,
  published_id bigint not null references content_revision (id),
  draft_id bigint references content_revision (id),
  -- What was published when the draft was begun: where another is by now, the two are put together first.
  draft_from bigint references content_revision (id),
  draft_state text not null default 'open' check (draft_state in ('open', 'review')),
  -- Hash of the file as it lay in content/ when it last agreed with what is published here; '' for none.
  file_hash text not null
);

-- Who did what to which words, and why.
create table content_act (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  person text not null,
  act text not null,
  path text not null,
  revision_id bigint references content_revision (id),
  said text not null default ''
);
create index content_act_path on content_act (path, id desc);
