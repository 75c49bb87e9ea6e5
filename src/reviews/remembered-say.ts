import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Product } from '#src/catalog/product.ts';
import { ownersSay, type OwnersSay } from './owners-say.ts';
import type { Review } from './review.ts';

const MOST_PRODUCTS = 500;
const remembered = new LRUCache<number, { readonly hash: string; readonly lines: readonly OwnersSay[] }>({
  max: MOST_PRODUCTS,
});

/** `ownersSay`, worked out once for the same reviews: hundreds of sentences are too much for every view of a page. */
export function rememberedSay(product: Product, reviews: readonly Review[]): readonly OwnersSay[] {
  const said = reviews.map(({ id, title, body, stars, verified }) => [id, title, body, stars, verified]);
  const hash = createHash('sha1')
    .update(JSON.stringify([product.title, product.attributes, said]))
    .digest('base64');
  const known = remembered.get(product.id);
  if (known?.hash === hash) return known.lines;
  const lines = ownersSay(product, reviews);
  remembered.set(product.id, { hash, lines });
  return lines;
}
