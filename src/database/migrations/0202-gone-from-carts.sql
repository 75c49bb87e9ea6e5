-- What a line of a cart was called when its variant left the catalogue: the cart says so.
alter table cart_line add column left_as text;
