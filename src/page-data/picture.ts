import type { Product, Variant } from '#src/catalog/product.ts';
import { paletteOf } from '#src/pictures/drawing/palette.ts';
import { pictureAlt, pictureSet, pictureUrl, rasterUrl } from '#src/pictures/picture-url.ts';
import { colorsOf } from './variant-choice.ts';

export interface ShownPicture {
  readonly url: string;
  /** Widths to choose from; undefined where there is one only. */
  readonly widths: string | undefined;
  /** For readers that take no SVG. */
  readonly raster: string;
  readonly alt: string;
  /** Drawn by the shop from the product's facts, on a transparent ground; else the merchant's photograph. */
  readonly drawn: boolean;
  /** The colour that tints the ground behind it; null where a photograph states none. */
  readonly tint: string | null;
}

/** The picture a page shows for a variant: the merchant's own where there is one, else the shop's drawing. */
export function pictureOf(product: Product, variant: Variant): ShownPicture {
  const drawn = !variant.imageUrl && product.images.length === 0;
  return {
    url: pictureUrl(product, variant),
    widths: pictureSet(product, variant),
    raster: rasterUrl(product, variant),
    alt: pictureAlt(product, variant),
    drawn,
    tint: colorsOf(product, variant)[0] ?? (drawn ? paletteOf(product, variant).main : null),
  };
}
