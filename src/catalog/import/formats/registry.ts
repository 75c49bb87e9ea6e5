import { bigcommerce } from './platforms/bigcommerce.ts';
import { etsy } from './platforms/etsy.ts';
import { magento } from './platforms/magento.ts';
import { medusaCsv, medusaJson } from './platforms/medusa.ts';
import { odoo } from './platforms/odoo.ts';
import { plain } from './platforms/plain.ts';
import { prestashop } from './platforms/prestashop.ts';
import { saleor } from './platforms/saleor.ts';
import { shopify } from './platforms/shopify.ts';
import { shopifyJson } from './platforms/shopify-json.ts';
import { square } from './platforms/square.ts';
import { squarespace } from './platforms/squarespace.ts';
import { vendure } from './platforms/vendure.ts';
import { wix } from './platforms/wix.ts';
import { woocommerce } from './platforms/woocommerce.ts';
import type { TableFormat } from './table/table-format.ts';

/** Tables of platforms, known by their header, the surest first. */
export const PLATFORM_FORMATS: readonly TableFormat[] = [
  shopifyJson,
  medusaJson,
  medusaCsv,
  wix,
  squarespace,
  etsy,
  square,
  magento,
  vendure,
  woocommerce,
  bigcommerce,
  prestashop,
  odoo,
  saleor,
  shopify,
];

/** The same and, where none of them fits and it is no Google feed either, lists under plain names. */
export const TABLE_FORMATS: readonly TableFormat[] = [...PLATFORM_FORMATS, plain];
export const PLAIN_FORMAT = plain;
