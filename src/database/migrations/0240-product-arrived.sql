-- The newest products of the home page, without a look at all of them.
create index product_arrived on product (created_at, id) where status = 'active';
