import type { Product } from '#src/catalog/product.ts';
import type { Content } from './content.ts';
import { shopDay } from './time-zone.ts';

/** The day on which the newest of those products' facts changed or somebody checked their words, as `2026-11-28` at the shop. */
export function lastChanged(content: Content, products: readonly Product[]): string {
  const days = products.flatMap(({ slug, updatedAt }) => [
    shopDay(content.store, updatedAt),
    content.productWords(slug)?.words.checked ?? '',
  ]);
  return days.toSorted().at(-1) ?? '';
}
