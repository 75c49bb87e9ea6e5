-- What the last start brought the catalogue and its index up to date with: while the same files, the same code and the
-- same catalogue stand, the next one has nothing to read.
create table prepared (
  single boolean primary key default true check (single),
  sources text not null,
  -- The count of changes (0155) that the index was made after.
  catalogue bigint not null
);
