import type { Product, Variant } from '#src/catalog/product.ts';
import type { Content } from '#src/editorial/content.ts';

/** What a page calls a product: the marketer's name where there is one, else the catalogue's. */
export const nameOf = (content: Content, product: Product): string =>
  content.productWords(product.slug)?.words.name ?? product.title;

/** The same for one of its variants: `Flatlands, US M 9 / Ember`. */
export const variantName = (content: Content, product: Product, variant: Variant): string =>
  [nameOf(content, product), variant.title].filter(Boolean).join(', ');

/** What a page leads with: the marketer's answer, else the merchant's description. */
export const answerOf = (content: Content, product: Product): string =>
  content.productWords(product.slug)?.words.answer ?? product.description;
