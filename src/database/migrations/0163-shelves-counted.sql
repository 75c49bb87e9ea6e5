-- Products by the categories they stand in, counted for the menu without reading the products themselves.
create index product_shelves on product (category_slugs) where status = 'active';
