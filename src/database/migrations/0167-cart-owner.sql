-- Whose cart it is as one value, a customer or else a browser: found, made and changed by one statement. The letter
-- before the id keeps a cookie that names a customer from being one.
alter table cart add column owner text not null
  generated always as (coalesce('c:' || customer_id, 'v:' || visitor_id)) stored unique;
alter table cart drop constraint cart_visitor_id_key;
