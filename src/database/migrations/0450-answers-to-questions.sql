-- An answer that was written from the page of a question: in which file it stands, and whether it waits for a review.
alter table settled_question drop constraint settled_question_as_what_check;
alter table settled_question
  add constraint settled_question_as_what_check check (as_what in ('answered', 'dismissed', 'proposed')),
  add column question text not null default '',
  add column times integer not null default 0,
  add column path text;
create index settled_question_path on settled_question (path) where path is not null;
