-- When each file of words last changed, by its hash: a file's own date is that of the last checkout or copy.
create table content_file (
  file text primary key,
  hash text not null,
  changed_at timestamptz not null
);
