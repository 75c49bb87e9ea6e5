-- What somebody does not want to be shown again among suggestions: an account's, or a browser's without one.
create table dismissed_suggestion (
  customer_id text references customer (id) on delete cascade,
  visitor_id text,
  product_id bigint not null references product (id) on delete cascade,
  at timestamptz not null,
  check ((customer_id is null) <> (visitor_id is null))
);
create unique index dismissed_suggestion_customer on dismissed_suggestion (customer_id, product_id)
  where customer_id is not null;
create unique index dismissed_suggestion_visitor on dismissed_suggestion (visitor_id, product_id)
  where visitor_id is not null;
