import type { Picture, Product, Variant } from '#src/catalog/product.ts';
import { drawProduct, type DrawnPicture } from './draw-product.ts';
import { createHash } from 'node:crypto';

/** Short mark of a drawing; changes whenever anything drawn changes, the pen included. */
export const pictureMark = (svg: string): string =>
  createHash('sha256').update(svg).digest('base64url').slice(0, 10);

/** The address of a variant's picture: the merchant's own photograph where there is one, else the shop's drawing. */
export function pictureUrl(product: Product, variant: Variant): string {
  const photograph = photographOf(product, variant);
  if (photograph) return photograph.url;
  const { svg } = drawnOnce(product, variant);
  const twin = product.variants.find(
    (one) => one === variant || (sameLook(one, variant) && drawnOnce(product, one).svg === svg),
  );
  const sku = twin && twin !== product.variants[0] ? `sku=${encodeURIComponent(twin.sku)}&` : '';
  return `/pictures/${encodeURIComponent(product.slug)}.svg?${sku}v=${pictureMark(svg)}`;
}

/** What the picture at `pictureUrl` shows, in words. */
export function pictureAlt(product: Product, variant: Variant): string {
  const photograph = photographOf(product, variant);
  if (!photograph) return drawnOnce(product, variant).alt;
  return photograph.alt || [product.title, ...Object.values(variant.options)].join(', ');
}

const drawings = new WeakMap<Product, Map<Variant, DrawnPicture>>();

/** The drawing of a variant, made once for as long as its product is held: a shelf of sizes asks for the same one again. */
function drawnOnce(product: Product, variant: Variant): DrawnPicture {
  const known = drawings.get(product) ?? new Map<Variant, DrawnPicture>();
  drawings.set(product, known);
  const drawn = known.get(variant) ?? drawProduct(product, variant);
  known.set(variant, drawn);
  return drawn;
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
