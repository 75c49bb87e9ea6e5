import { LRUCache } from 'lru-cache';
import type { Product, Variant } from '#src/catalog/product.ts';
import { drawProduct } from './draw-product.ts';
import { mix, paletteOf } from './drawing/palette.ts';
import { paper } from './drawing/svg.ts';

export interface Raster {
  readonly png: Uint8Array<ArrayBuffer>;
  /** The mark of the drawing it was made from. */
  readonly svg: string;
}

const WIDTH = 1200;
const GROUND = 0.82; // share of paper in the ground: the tile's own tint, as on a page
const MOST_KEPT = 60;
const kept = new LRUCache<string, Promise<Uint8Array<ArrayBuffer>>>({ max: MOST_KEPT });

/**
 * The shop's drawing of a variant as a PNG of 1200 by 900 on the tint of its colourway, for readers that take no SVG
 * (product feeds, link previews). Made on first use; the last few dozen are kept.
 */
export async function rasterOf(product: Product, variant: Variant): Promise<Raster> {
  const { svg } = drawProduct(product, variant);
  const ground = mix(paletteOf(product, variant).main, paper, GROUND);
  const key = `${ground}${svg}`;
  const made = kept.get(key) ?? rasterise(svg, ground);
  kept.set(key, made);
  made.catch(() => kept.delete(key));
  return { png: await made, svg };
}

async function rasterise(svg: string, ground: string): Promise<Uint8Array<ArrayBuffer>> {
  // Loaded on first use: most processes never draw one.
  const { default: sharp } = await import('sharp');
  const png = await sharp(Buffer.from(svg))
    .resize({ width: WIDTH })
    .flatten({ background: ground })
    .png({ palette: true, compressionLevel: 9 })
    .toBuffer();
  return new Uint8Array(png);
}
