import type { Product, Variant } from '#src/catalog/product.ts';

export interface ShownPicture {
  readonly url: string;
  readonly alt: string;
  /** Drawn by the shop from the product's facts, on a transparent ground; else the merchant's photograph. */
  readonly drawn: boolean;
}

/** The picture a page shows for a variant: the merchant's own where there is one, else the shop's drawing. */
export function pictureOf(product: Product, variant: Variant): ShownPicture {
  const own = variant.imageUrl ?? product.images[0]?.url;
  const alt = product.images.find((image) => image.url === own)?.alt || `${product.title}, ${variant.title}`;
  if (own) return { url: own, alt, drawn: false };
  return { url: `/pictures/${product.slug}.svg?sku=${encodeURIComponent(variant.sku)}`, alt, drawn: true };
}
