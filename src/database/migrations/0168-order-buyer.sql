-- Every quote asks what a buyer bought before, guests by their key: without this it read every order of the shop.
create index customer_order_buyer on customer_order (customer_key) where customer_key is not null;
