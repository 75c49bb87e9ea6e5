import { CONTENT_SOURCE } from '#src/catalog/import/content-feed.ts';
import { boolean, text } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';

/** What of the things that words name is for sale, and whose goods those are. */
export interface Stocked {
  /** Last parts of product page addresses. */
  readonly products: ReadonlySet<string>;
  /** Addresses of category pages. */
  readonly categories: ReadonlySet<string>;
  /** `own`: something of the exports in content/catalog/ is for sale; `other`: only other things are; `none`: nothing is. */
  readonly catalogue: 'own' | 'other' | 'none';
}

/** Products and categories that words name. */
export interface NamedInWords {
  readonly products: readonly string[];
  readonly categories: readonly string[];
}

/** Looks up what is named, and no more: a catalogue may hold a million products. */
export async function stockedOf(db: Database, { products, categories }: NamedInWords): Promise<Stocked> {
  const { rows: sold } = await rowsOf({ kind: text, name: text })`
    select 'product' as kind, slug as name from product
    where status = 'active' and slug = any(${[...products]}::text[])
    union all
    select 'category', named from unnest(${[...categories]}::text[]) as named
    where exists (select from product where status = 'active' and category_slugs @> array[named])`.execute(
    db,
  );
  const { rows } = await rowsOf({ own: boolean, other: boolean })`select
    exists (select from product where status = 'active' and source = ${CONTENT_SOURCE}) as own,
    exists (select from product where status = 'active') as other`.execute(db);
  const names = (kind: string) => new Set(sold.flatMap((row) => (row.kind === kind ? row.name : [])));
  const [shelves] = rows;
  return {
    products: names('product'),
    categories: names('category'),
    catalogue: shelves?.own ? 'own' : shelves?.other ? 'other' : 'none',
  };
}

export const isSameStock = (a: Stocked | null, b: Stocked): boolean =>
  a !== null &&
  a.catalogue === b.catalogue &&
  isSameSet(a.products, b.products) &&
  isSameSet(a.categories, b.categories);

const isSameSet = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size === b.size && a.isSubsetOf(b);
