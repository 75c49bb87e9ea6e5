import type { Product, Variant } from '#src/catalog/product.ts';
import { pictureAlt, pictureUrl, rasterUrl } from '#src/pictures/picture-url.ts';

export interface ShownPicture {
  readonly url: string;
  /** For readers that take no SVG. */
  readonly raster: string;
  readonly alt: string;
  /** Drawn by the shop from the product's facts, on a transparent ground; else the merchant's photograph. */
  readonly drawn: boolean;
}

/** The picture a page shows for a variant: the merchant's own where there is one, else the shop's drawing. */
export function pictureOf(product: Product, variant: Variant): ShownPicture {
  return {
    url: pictureUrl(product, variant),
    raster: rasterUrl(product, variant),
    alt: pictureAlt(product, variant),
    drawn: !variant.imageUrl && product.images.length === 0,
  };
}
