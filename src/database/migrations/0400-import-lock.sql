-- Which process imports a source into the embedded database, which commands may share. Not in backups.
create table import_lock (
  source text primary key,
  holder text not null
);
