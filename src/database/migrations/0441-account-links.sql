-- Programs that a customer let see their account (OAuth 2.1). A link is a visitor of its own that counts as signed in, so
-- every verb answers it as it answers the customer's browser.
create table account_link (
  id text primary key,
  customer_id text not null references customer (id) on delete cascade,
  -- The address of the client's own metadata document, and what it calls itself.
  client_id text not null,
  client_name text not null,
  -- What the program may see, with spaces between.
  scope text not null,
  visitor_id text not null unique,
  made_at timestamptz not null
);
create index account_link_customer on account_link (customer_id);

-- Codes, tokens to ask with and tokens to go on with; of each only a hash. One that was used stays until it is over, so
-- that a second use of it shows that somebody else has it, which ends the link.
create table account_link_token (
  hash text primary key,
  kind text not null check (kind in ('code', 'access', 'refresh')),
  link_id text not null references account_link (id) on delete cascade,
  expires_at timestamptz not null,
  used_at timestamptz,
  -- Of codes: what has to be brought with them.
  challenge text,
  redirect_uri text
);
create index account_link_token_link on account_link_token (link_id);
create index account_link_token_expires on account_link_token (expires_at);
