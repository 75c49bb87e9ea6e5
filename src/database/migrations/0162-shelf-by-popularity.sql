-- The most popular products of a shelf, read from the front of an index: a shelf may hold ten thousand.
create index product_shelf on product ((category_slugs[cardinality(category_slugs)]), popularity desc, id) where status = 'active';

-- Products whose title begins with a word, for words that name one.
create index product_first_word on product (lower(split_part(title, ' ', 1)), popularity desc, id) where status = 'active';
