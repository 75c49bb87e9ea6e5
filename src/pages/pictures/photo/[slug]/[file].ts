import type { APIRoute } from 'astro';
import { productsBySlug } from '#src/catalog/product-store.ts';
import type { Product } from '#src/catalog/product.ts';
import { drawProduct } from '#src/pictures/draw-product.ts';
import { PHOTO_WIDTHS, photoSource } from '#src/pictures/photographs/photo-address.ts';
import { openPhotos } from '#src/pictures/photographs/photo-cache.ts';
import { shop } from '#src/shop.ts';

let photos: ReturnType<typeof openPhotos> | undefined;

/**
 * `/pictures/photo/<slug>/<mark>-<width>.webp`: a photograph of the catalogue from the shop's own store, in one of its widths.
 * Where its host has none, or takes too long, the drawing of the product stands in for it.
 */
export const GET: APIRoute = async ({ params }) => {
  const { db, environment } = await shop();
  const [, mark = '', asked] = /^([\w-]{12})-(\d{3,4})\.webp$/.exec(params['file'] ?? '') ?? [];
  const width = PHOTO_WIDTHS.find((one) => String(one) === asked);
  const [product] = width ? await productsBySlug(db, [params['slug'] ?? '']) : [];
  const source = product && photoSource(product, mark);
  if (!product || !source || !width)
    return new Response('No such picture', { status: 404, headers: { 'cache-control': 'no-store' } });
  photos ??= openPhotos({
    folder: environment.PICTURES_DIR,
    bytes: environment.PICTURES_MB * 2 ** 20,
    anyHost: environment.PICTURE_HOSTS === 'any',
  });
  const photo = await photos(source, width);
  return photo.state === 'here'
    ? new Response(new Uint8Array(photo.body), {
        headers: { 'content-type': 'image/webp', 'cache-control': 'public, max-age=604800' },
      })
    : drawn(product, source, photo.state);
};

/** The drawing of the variant that the photograph is of. */
function drawn(product: Product, source: string, why: 'late' | 'broken'): Response {
  const variant = product.variants.find(({ imageUrl }) => imageUrl === source) ?? product.variants[0];
  return new Response(drawProduct(product, variant).svg, {
    headers: {
      'content-type': 'image/svg+xml; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
      'cache-control': why === 'late' ? 'no-store' : 'public, max-age=600',
    },
  });
}
