import type { Product } from '#src/catalog/product.ts';
import type { Content } from './content.ts';

/** The day on which the newest of those products' facts or words changed, as `2026-11-28` (UTC). */
export function lastChanged(content: Content, products: readonly Product[]): string {
  const times = products.flatMap(({ slug, updatedAt }) => [
    updatedAt.getTime(),
    content.productWords(slug)?.modified.getTime() ?? 0,
  ]);
  return new Date(Math.max(...times)).toISOString().slice(0, 10);
}
