-- The SKU as the merchant writes it, where the shop's own key of a variant is another: style codes that several sizes
-- share, and SKUs that are too long.
alter table variant add column merchant_sku text;
create index variant_merchant_sku on variant (merchant_sku) where merchant_sku is not null;
