import { createHash } from 'node:crypto';
import type { Product } from '#src/catalog/product.ts';

/** Widths in pixels in which the shop keeps photographs. */
export const PHOTO_WIDTHS = [320, 640, 960, 1600] as const;
export type PhotoWidth = (typeof PHOTO_WIDTHS)[number];

/** Stands for the address of a photograph in the shop's own. */
const photoMark = (source: string): string =>
  createHash('sha256').update(source).digest('base64url').slice(0, 12);

/** Whether a picture lies at a host of its own, from which the shop takes it once; others are shown where they are. */
const isForeignPicture = (source: string): boolean => /^https?:\/\//i.test(source);

/** The shop's own address of a photograph of a product, in a width. */
export const photoAddress = (slug: string, source: string, width: PhotoWidth): string =>
  isForeignPicture(source)
    ? `/pictures/photo/${encodeURIComponent(slug)}/${photoMark(source)}-${width}.webp`
    : source;

/** All widths of it, as `srcset` takes them; undefined where there is one only. */
export const photoSet = (slug: string, source: string): string | undefined =>
  isForeignPicture(source)
    ? PHOTO_WIDTHS.map((width) => `${photoAddress(slug, source, width)} ${width}w`).join(', ')
    : undefined;

/** The address behind a mark, among those that stand in the product; null for any other, which nobody is to be asked for. */
export function photoSource(product: Product, mark: string): string | null {
  const all = [
    ...product.images.map(({ url }) => url),
    ...product.variants.flatMap(({ imageUrl }) => imageUrl ?? []),
  ];
  return all.find((source) => isForeignPicture(source) && photoMark(source) === mark) ?? null;
}
