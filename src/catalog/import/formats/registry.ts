import { shopify } from './platforms/shopify.ts';
import { shopifyJson } from './platforms/shopify-json.ts';
import type { TableFormat } from './table/table-format.ts';

/** Every table that is known by its header, the surest first. */
export const TABLE_FORMATS: readonly TableFormat[] = [shopifyJson, shopify];
