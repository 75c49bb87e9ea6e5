-- What owners say. A review is never kept back for its stars: the reasons to reject one are a closed list.
create table review_invitation (
  id bigint generated always as identity primary key,
  order_ref text not null check (order_ref <> ''),
  sku text not null check (sku <> ''),
  customer text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  unique (order_ref, sku)
);

create table review (
  id bigint generated always as identity primary key,
  product_id bigint not null references product (id) on delete cascade,
  sku text,
  source text not null check (source ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  source_key text not null,
  invitation_id bigint unique references review_invitation (id),
  -- What the source claims of the buyer; only an invitation, which stands for an order line, is our own word.
  source_says_bought boolean not null default false,
  author text not null,
  stars smallint not null check (stars between 1 and 5),
  title text not null default '',
  body text not null default '',
  fit text check (fit in ('small', 'true', 'large')),
  used_for text not null default '',
  state text not null default 'pending' check (state in ('pending', 'published', 'rejected')),
  rejected_because text check (rejected_because in ('spam', 'personal-data', 'abuse', 'not-about-product')),
  written_at timestamptz not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  unique (source, source_key),
  check ((state = 'rejected') = (rejected_because is not null)),
  check ((source = 'shop') = (invitation_id is not null))
);
create index review_of_product on review (product_id, written_at desc, id desc) where state = 'published';
create index review_waiting on review (created_at, id) where state = 'pending';

create table review_reply (
  review_id bigint primary key references review (id) on delete cascade,
  author text not null,
  body text not null,
  written_at timestamptz not null
);

-- Who moved a review from one state to another, when and why.
create table review_decision (
  id bigint generated always as identity primary key,
  review_id bigint not null references review (id) on delete cascade,
  from_state text not null,
  to_state text not null,
  because text,
  decided_by text not null,
  decided_at timestamptz not null
);
create index review_decision_of on review_decision (review_id, id);

-- The key of the links in invitations where the environment sets none; made once, by the first who needs it.
create table review_secret (
  single boolean primary key default true check (single),
  secret text not null
);
