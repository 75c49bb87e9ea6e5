import type { Product } from '#src/catalog/product.ts';
import type { Content } from '#src/editorial/content.ts';
import type { SizeGuide } from '#src/editorial/schemas.ts';

/** The size guide of a product: the one of its deepest category that explains an option it has; null where none does. */
export function sizeGuideOf(
  content: Pick<Content, 'category'>,
  { categorySlugs, options }: Pick<Product, 'categorySlugs' | 'options'>,
): SizeGuide | null {
  const names = new Set(options.map(({ name }) => name.toLowerCase()));
  for (const slug of categorySlugs.toReversed()) {
    const guide = content.category(slug)?.words.sizeGuide;
    if (guide && names.has(guide.option.toLowerCase())) return guide;
  }
  return null;
}
