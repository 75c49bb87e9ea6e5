-- Addresses that products had before their handle was renamed: they lead to where the product is now.
create table product_address (
  slug text primary key,
  product_id bigint not null references product (id) on delete cascade,
  left_at timestamptz not null
);
create index product_address_product on product_address (product_id);
