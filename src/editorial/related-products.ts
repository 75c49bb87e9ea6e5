import type { Product } from '#src/catalog/product.ts';
import { shownBySlug } from '#src/catalog/shown-products.ts';
import type { Database } from '#src/database/database.ts';
import type { ProductWords } from './schemas.ts';

/** Products that a product's words name, by how they belong to it; those that the shop has not are left out. */
export interface RelatedProducts {
  readonly goesWith: readonly Product[];
  readonly accessoryFor: readonly Product[];
  readonly consumableFor: readonly Product[];
}

type Named = Pick<ProductWords, 'goesWith' | 'accessoryFor' | 'consumableFor'>;

/** Every slug that the words name. */
export const relatedSlugs = ({ goesWith = [], accessoryFor = [], consumableFor = [] }: Named) => [
  ...new Set([...goesWith, ...accessoryFor, ...consumableFor]),
];

/** The products of those words out of `found`, in the order of the words. */
export function relatedAmong(found: readonly Product[], words: Named | null | undefined): RelatedProducts {
  const bySlug = new Map(found.map((product) => [product.slug, product]));
  const those = (slugs: readonly string[] = []) => slugs.flatMap((slug) => bySlug.get(slug) ?? []);
  return {
    goesWith: those(words?.goesWith),
    accessoryFor: those(words?.accessoryFor),
    consumableFor: those(words?.consumableFor),
  };
}

export const relatedProducts = async (
  db: Database,
  words: Named | null | undefined,
): Promise<RelatedProducts> =>
  words
    ? relatedAmong(await shownBySlug(db, relatedSlugs(words)), words)
    : { goesWith: [], accessoryFor: [], consumableFor: [] };
