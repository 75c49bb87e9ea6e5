import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Product, Variant } from '#src/catalog/product.ts';
import { drawProduct } from './draw-product.ts';
import { lookKey } from './drawing/looks.ts';

/** What a page needs to know of a drawing without drawing it again. */
export interface Look {
  readonly mark: string;
  readonly alt: string;
}

interface Drawn {
  /** Facts that the drawing asked for, joined; one drawing of a product may ask for others than the next. */
  readonly reads: readonly string[];
  readonly looks: Map<string, Look>;
}

/** Short mark of a drawing; changes whenever anything drawn changes, the pen included. */
export const pictureMark = (svg: string): string =>
  createHash('sha256').update(svg).digest('base64url').slice(0, 10);

const MOST_PRODUCTS = 20_000; // a few hundred bytes each
const MOST_LOOKS = 400; // of one product
const kept = new LRUCache<string, Drawn[]>({ max: MOST_PRODUCTS });
const keys = new WeakMap<Product, string>();
const looks = new WeakMap<Product, Map<Variant, Look>>();

/** The look of a variant. Drawn once a process for all variants that are alike in every fact their drawing reads. */
export function lookOf(product: Product, variant: Variant): Look {
  const mine = looks.get(product) ?? new Map<Variant, Look>();
  looks.set(product, mine);
  const look = mine.get(variant) ?? findOrDraw(product, variant);
  mine.set(variant, look);
  return look;
}

function findOrDraw(product: Product, variant: Variant): Look {
  const drawn = drawnOf(product);
  for (const { reads, looks: known } of drawn) {
    const look = known.get(lookKey(product, variant, reads));
    if (look) return look;
  }
  const picture = drawProduct(product, variant);
  const look = { mark: pictureMark(picture.svg), alt: picture.alt };
  const reads = [...picture.reads];
  const joined = reads.join();
  let same = drawn.find((one) => one.reads.join() === joined);
  if (!same) drawn.push((same = { reads, looks: new Map() }));
  if (same.looks.size >= MOST_LOOKS) same.looks.clear();
  same.looks.set(lookKey(product, variant, reads), look);
  return look;
}

/** The drawings of a product with exactly these facts; the products asked for longest ago are forgotten first. */
function drawnOf(product: Product): Drawn[] {
  const key = keys.get(product) ?? keyOf(product);
  keys.set(product, key);
  const drawn = kept.get(key) ?? [];
  kept.set(key, drawn);
  return drawn;
}

const keyOf = ({ slug, title, brand, productType, categoryPath, attributes }: Product): string =>
  createHash('sha256')
    .update(JSON.stringify([slug, title, brand, productType, categoryPath, attributes]))
    .digest('base64');
