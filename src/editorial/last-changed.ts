import type { Product } from '#src/catalog/product.ts';
import type { Content } from './content.ts';
import { shopDay } from './time-zone.ts';

/** The day on which the newest of those products' facts or words changed, as `2026-11-28` at the shop. */
export function lastChanged(content: Content, products: readonly Product[]): string {
  const times = products.flatMap(({ slug, updatedAt }) => [
    updatedAt.getTime(),
    content.productWords(slug)?.modified.getTime() ?? 0,
  ]);
  return shopDay(content.store, new Date(Math.max(...times)));
}
