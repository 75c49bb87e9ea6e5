import type { APIRoute } from 'astro';
import { productsBySlug } from '#src/catalog/product-store.ts';
import { drawOverlay, type Overlay } from '#src/pictures/overlay.ts';
import { drawProduct } from '#src/pictures/draw-product.ts';
import { pictureMark } from '#src/pictures/drawn-once.ts';
import { shop } from '#src/shop.ts';

export const GET: APIRoute = async ({ params, url, request }) => {
  const name = /^(.{1,200})\.svg$/.exec(params['slug'] ?? '')?.[1];
  const picture = name === undefined ? null : await pictureOf(name, url.searchParams.get('sku'));
  if (!picture)
    return new Response('No such picture', { status: 404, headers: { 'cache-control': 'no-store' } });
  const mark = pictureMark(picture.svg);
  const etag = `"${mark}"`;
  const headers = {
    'content-type': 'image/svg+xml; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    'cache-control':
      url.searchParams.get('v') === mark ? 'public, max-age=31536000, immutable' : 'public, max-age=300',
    etag,
  };
  if (
    request.headers
      .get('if-none-match')
      ?.split(/,\s*/)
      .some((one) => one.replace(/^W\//, '') === etag)
  )
    return new Response(null, { status: 304, headers });
  return new Response(picture.svg, { headers });
};

async function pictureOf(name: string, sku: string | null): Promise<Overlay | null> {
  const { db } = await shop();
  if (!name.startsWith('compare/')) {
    const [product] = await productsBySlug(db, [name]);
    if (!product) return null;
    return drawProduct(product, product.variants.find((one) => one.sku === sku) ?? product.variants[0]);
  }
  const pairs = pairsIn(name.slice('compare/'.length));
  const found = new Map((await productsBySlug(db, pairs.flat())).map((product) => [product.slug, product]));
  for (const [a, b] of pairs) {
    const [first, second] = [found.get(a), found.get(b)];
    if (first && second) return drawOverlay(first, second);
  }
  return null;
}

/** Every way to read `a-vs-b` as two slugs, since a slug may hold `-vs-` itself. */
function pairsIn(name: string): readonly (readonly [string, string])[] {
  const parts = name.split('-vs-');
  return parts
    .slice(1, 9)
    .map((_, at) => [parts.slice(0, at + 1).join('-vs-'), parts.slice(at + 1).join('-vs-')]);
}
