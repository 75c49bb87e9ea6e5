import type { Picture, Product, Variant } from '#src/catalog/product.ts';
import { lookOf } from './drawn-once.ts';
import { photoAddress, photoSet } from './photographs/photo-address.ts';

/** The shop's own address of a variant's picture: the merchant's photograph where there is one, else the shop's drawing. */
export function pictureUrl(product: Product, variant: Variant): string {
  const photograph = photographOf(product, variant);
  return photograph ? photoAddress(product.slug, photograph.url, 640) : drawingUrl(product, variant);
}

function drawingUrl(product: Product, variant: Variant): string {
  const { mark } = lookOf(product, variant);
  const twin = product.variants.find(
    (one) => one === variant || (sameLook(one, variant) && lookOf(product, one).mark === mark),
  );
  const sku = twin && twin !== product.variants[0] ? `sku=${encodeURIComponent(twin.sku)}&` : '';
  return `/pictures/${encodeURIComponent(product.slug)}.svg?${sku}v=${mark}`;
}

/** All widths that the shop has of a variant's photograph, for `srcset`; undefined for a drawing, which has every width. */
export function pictureSet(product: Product, variant: Variant): string | undefined {
  const photograph = photographOf(product, variant);
  return photograph ? photoSet(product.slug, photograph.url) : undefined;
}

/** The same picture for readers of other programs that take no SVG: a photograph where it comes from, else the drawing as PNG. */
export function rasterUrl(product: Product, variant: Variant): string {
  const photograph = [photographOf(product, variant), ...product.images].find(
    (one) => one && !isVector(one.url),
  );
  return photograph?.url ?? drawingUrl(product, variant).replace('.svg?', '.png?');
}

/** Whether the picture at that address is an SVG, which feeds and many readers do not take. */
export const isVector = (url: string): boolean => /\.svgz?(?:[?#]|$)/i.test(url);

/** What the picture at `pictureUrl` shows, in words. */
export function pictureAlt(product: Product, variant: Variant): string {
  const photograph = photographOf(product, variant);
  if (!photograph) return lookOf(product, variant).alt;
  return photograph.alt || [product.title, ...Object.values(variant.options)].join(', ');
}

function photographOf(product: Product, variant: Variant): Picture | null {
  if (!variant.imageUrl) return product.images[0] ?? null;
  return product.images.find(({ url }) => url === variant.imageUrl) ?? { url: variant.imageUrl, alt: '' };
}

const looks = /colou?r|flavou?r|style|finish|material|volume|length|size|pack|width/i;

/** Cheap first sieve: variants that differ in a colour cannot share a drawing. */
const sameLook = (a: Variant, b: Variant): boolean =>
  Object.entries(a.options).every(
    ([name, value]) => !/colou?r|flavou?r/i.test(name) || b.options[name] === value,
  ) || !Object.keys(a.options).some((name) => looks.test(name));
