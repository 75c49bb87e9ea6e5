-- Whether somebody has ordered before is asked by person: addresses that differ by dots or by what follows a plus are one.
create index customer_order_person on customer_order ((
  replace(split_part(split_part(email, '@', 1), '+', 1), '.', '') || '@' || split_part(email, '@', 2)
)) where email is not null;
