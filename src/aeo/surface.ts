import type { Product, Variant } from '#src/catalog/product.ts';
import type { Database } from '#src/database/database.ts';
import type { Content } from '#src/editorial/content.ts';
import type { FactName, Told } from './stated-facts.ts';

/** Where surfaces read: the served pages over HTTP, and the rows for surfaces that have no address. */
export interface Shelves {
  readonly db: Database;
  readonly content: Content;
  /** Answers the body of a path of the shop; throws where it does not answer 200. */
  readonly read: (path: string) => Promise<Uint8Array>;
}

/** A place where the shop tells facts. */
export interface Surface {
  readonly name: string;
  /** The facts it must tell of a variant; one that it leaves out is a difference. */
  readonly facts: (variant: Variant) => readonly FactName[];
  /** What it tells of a product's variants by SKU; a variant that is not there is a difference. */
  readonly read: (shelves: Shelves, product: Product) => Promise<ReadonlyMap<string, Told>>;
}

export const textAt = async (shelves: Shelves, path: string): Promise<string> =>
  new TextDecoder().decode(await shelves.read(path));

/** Reads each variant of a product in turn; null leaves it out. */
export async function eachVariant(
  product: Product,
  read: (variant: Variant) => Told | null | Promise<Told | null>,
): Promise<ReadonlyMap<string, Told>> {
  const told = new Map<string, Told>();
  for (const variant of product.variants) {
    const one = await read(variant);
    if (one) told.set(variant.sku, one);
  }
  return told;
}
