import type { APIRoute } from 'astro';
import { productsBySlug } from '#src/catalog/product-store.ts';
import { comparisonOf } from '#src/pictures/comparison.ts';
import { drawProduct } from '#src/pictures/draw-product.ts';
import { pictureMark } from '#src/pictures/drawn-once.ts';
import { rasterOf } from '#src/pictures/raster.ts';
import { shop } from '#src/shop.ts';

interface Answered {
  readonly type: 'image/svg+xml; charset=utf-8' | 'image/png';
  readonly body: string | Uint8Array<ArrayBuffer>;
  /** The drawing that it shows, by which it is marked. */
  readonly svg: string;
}

/** `/pictures/<slug>.svg` or `.png`, of one variant by `?sku=`; `/pictures/compare/<a>-vs-<b>.svg` shows two at one scale. */
export const GET: APIRoute = async ({ params, url, request }) => {
  const [, name, ending] = /^(.{1,200})\.(svg|png)$/.exec(params['slug'] ?? '') ?? [];
  const picture = name ? await pictureOf(name, ending === 'png', url.searchParams.get('sku')) : null;
  if (!picture)
    return new Response('No such picture', { status: 404, headers: { 'cache-control': 'no-store' } });
  const mark = pictureMark(picture.svg);
  const etag = `"${mark}${ending === 'png' ? '-png' : ''}"`;
  const headers = {
    'content-type': picture.type,
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
  return new Response(picture.body, { headers });
};

const drawn = (svg: string): Answered => ({ type: 'image/svg+xml; charset=utf-8', body: svg, svg });

async function pictureOf(name: string, asPng: boolean, sku: string | null): Promise<Answered | null> {
  const { db } = await shop();
  if (!name.startsWith('compare/')) {
    const [product] = await productsBySlug(db, [name]);
    if (!product) return null;
    const variant = product.variants.find((one) => one.sku === sku) ?? product.variants[0];
    if (!asPng) return drawn(drawProduct(product, variant).svg);
    const { png, svg } = await rasterOf(product, variant);
    return { type: 'image/png', body: png, svg };
  }
  if (asPng) return null;
  const pairs = pairsIn(name.slice('compare/'.length));
  const found = new Map((await productsBySlug(db, pairs.flat())).map((product) => [product.slug, product]));
  for (const [a, b] of pairs) {
    const [first, second] = [found.get(a), found.get(b)];
    const comparison = first && second && comparisonOf(first, second);
    if (comparison) return drawn(comparison.svg);
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
