import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { importCatalogue, type CatalogueInput } from '#src/catalog/import/import-catalogue.ts';
import type { Database } from '#src/database/database.ts';

export const NOW = new Date('2026-11-20T12:00:00Z');

export const feed = (content: string | Buffer, name = 'feed'): CatalogueInput => ({
  name,
  open: () => Readable.from([Buffer.from(content)]),
});

export const fixture = (name: string): CatalogueInput => ({
  name,
  open: () => createReadStream(`test/fixtures/catalogues/${name}`),
});

export const bring = (
  db: Database,
  input: CatalogueInput | readonly CatalogueInput[],
  options: Partial<Parameters<typeof importCatalogue>[2]> = {},
) => importCatalogue(db, input, { now: NOW, currency: 'USD', ...options });

export const COLUMNS =
  'Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Price,Variant Inventory Tracker';

/** A small Shopify feed: one single-variant product for each `handle:sku:price`. */
export const shopifyOf = (...products: readonly string[]): string =>
  [
    COLUMNS,
    ...products
      .map((one) => one.split(':'))
      .map(([handle, sku, price]) => `${handle},The ${handle},,,${sku},${price},`),
  ].join('\n');

export async function empty(db: Database): Promise<void> {
  await sql`truncate product, category, import_run cascade`.execute(db);
}
