-- Who buys. A customer may be a guest (an e-mail address only), an account, or a pseudonym from an order import.
create table customer (
  id text primary key,
  -- Trimmed and in lower case; null for pseudonyms and for whoever asked to be forgotten.
  email text unique check (email = lower(email) and email <> ''),
  name text not null default '',
  birthday_month smallint check (birthday_month between 1 and 12),
  created_at timestamptz not null default now()
);

-- The browsers in which a customer is known: cart and conversations of a visitor are the customer's from then on.
create table visitor_customer (
  visitor_id text primary key,
  customer_id text not null references customer (id) on delete cascade,
  linked_at timestamptz not null default now()
);
create index visitor_customer_customer on visitor_customer (customer_id);

-- A purpose without a row was never agreed to. Withdrawing keeps the row, so that both dates can be shown.
create table customer_consent (
  customer_id text not null references customer (id) on delete cascade,
  purpose text not null check (purpose in ('memory', 'personalisation', 'reminders', 'marketing')),
  given_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (customer_id, purpose)
);
