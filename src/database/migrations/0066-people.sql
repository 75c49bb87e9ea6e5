-- A link that signs one browser in, once. Only the hash of its token is kept; the address has no row in customer
-- until the link is used.
create table sign_in_link (
  token_hash text primary key,
  email text not null check (email = lower(email) and email <> ''),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index sign_in_link_expires on sign_in_link (expires_at);

-- Keys of signed links by what they are for; made once at random, by the first who needs one.
create table signing_secret (
  purpose text primary key,
  secret text not null
);

-- IANA name, such as America/Denver; null: the shop's own.
alter table customer add column time_zone text;

-- While one is open nobody is asked to buy again: a complaint, a return, an order that is late.
create table customer_hold (
  customer_id text not null references customer (id) on delete cascade,
  kind text not null check (kind in ('complaint', 'return', 'late-order')),
  -- The ticket, return or order it is about.
  reference text not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  primary key (customer_id, kind, reference)
);

-- Every message the shop wrote. The body of one that left by SMTP is dropped: it may hold a link that signs in.
create table mail_outbox (
  id text primary key,
  kind text not null,
  recipient text not null,
  subject text not null,
  body text,
  headers jsonb not null default '{}',
  state text not null check (state in ('kept', 'sent', 'failed')),
  error text,
  written_at timestamptz not null,
  sent_at timestamptz
);
create index mail_outbox_written on mail_outbox (written_at desc);
