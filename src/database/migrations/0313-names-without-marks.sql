-- "boop." and "CLANK!" are named without their marks: the first word of a title as words are said.
create index product_first_word_said on product
  (lower(btrim(split_part(title, ' ', 1), '.,:;!?"“”''()')), popularity desc, id) where status = 'active';
drop index product_first_word;
