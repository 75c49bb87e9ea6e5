import { productsAfter } from '#src/catalog/product-store.ts';
import type { Product } from '#src/catalog/product.ts';
import { integer, nullable, text } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import type { Content, Entry } from '#src/editorial/content.ts';
import type { PolicyWords, ProductWords } from '#src/editorial/schemas.ts';
import { returnsPolicy, shippingPolicy } from '#src/fulfilment/policies.ts';
import type { BundleOffer } from '#src/loyalty/bundle-offer.ts';
import type { Shard } from './feed-shards.ts';

/** What every row of a feed shares: the shop and its policies. */
export interface FeedShop {
  readonly site: string;
  readonly content: Content;
  readonly shipping: Extract<PolicyWords, { kind: 'shipping' }> | null;
  readonly returns: Extract<PolicyWords, { kind: 'returns' }> | null;
  /** Told by the formats that have a place for them, in their first file. */
  readonly bundles: readonly BundleOffer[];
  readonly now: Date;
}

export const feedShop = (
  site: string,
  content: Content,
  now: Date,
  bundles: readonly BundleOffer[] = [],
): FeedShop => ({
  now,
  site,
  content,
  shipping: shippingPolicy(content),
  returns: returnsPolicy(content),
  bundles,
});

interface Related {
  /** SKU of the other product's first variant. */
  readonly sku: string;
  readonly slug: string;
  readonly title: string;
  /** Named by the words as used with it, or standing on the same shelf. */
  readonly kind: 'accessory' | 'substitute';
}

export interface FeedProduct {
  readonly product: Product;
  readonly words: Entry<ProductWords> | null;
  readonly related: readonly Related[];
  /** Share of the best seller's popularity, 0 to 1; null where nothing is known about any product. */
  readonly popularity: number | null;
}

const AT_ONCE = 20; // products in memory at a time: with 100 variants each some 10 MB
const MOST_SUBSTITUTES = 3;

/** The products of a shard in the order of their ids, each with what the feeds tell about it; a page of them at a time. */
export async function* feedProducts(
  db: Database,
  content: Content,
  shard: Shard,
): AsyncGenerator<FeedProduct> {
  const [shelves, best] = await Promise.all([shelfMates(db, shard), bestPopularity(db)]);
  for (let after = shard.afterId; after < shard.lastId;) {
    const page = await productsAfter(db, after, AT_ONCE);
    const last = page.at(-1);
    if (!last) return;
    const products = page.filter((product) => product.id <= shard.lastId);
    const named = await firstSkus(
      db,
      products.flatMap((product) => content.productWords(product.slug)?.words.goesWith ?? []),
      shard,
    );
    for (const whole of products) {
      const product = priced(whole);
      if (!product) continue;
      const words = content.productWords(product.slug);
      const together = (words?.words.goesWith ?? []).flatMap((slug) => named.get(slug) ?? []);
      const beside = (shelves.get(product.categorySlugs.at(-1) ?? '') ?? [])
        .filter((one) => one.slug !== product.slug && !together.some((other) => other.slug === one.slug))
        .slice(0, MOST_SUBSTITUTES);
      yield {
        product,
        words,
        related: [...together, ...beside],
        popularity: best > 0 ? product.popularity / best : null,
      };
    }
    after = last.id;
  }
}

/** What is given away stands in no feed: each of them refuses a price of 0. Null where nothing is left. */
function priced(product: Product): Product | null {
  const [first, ...others] = product.variants.filter(({ price }) => price.minor > 0);
  if (!first) return null;
  return others.length + 1 === product.variants.length
    ? product
    : { ...product, variants: [first, ...others] };
}

/** The most popular products of each shelf within a file, one more than are told because one may be the product itself. */
async function shelfMates(db: Database, shard: Shard): Promise<ReadonlyMap<string, readonly Related[]>> {
  const { rows } = await rowsOf({ shelf: text, slug: tables.product.slug, title: text, sku: text })`
    select shelf, slug, title, (select sku from variant where product_id = best.id and price_minor > 0 order by position, id limit 1) as sku
    from (
      select id, slug, title, category_slugs[cardinality(category_slugs)] as shelf,
        row_number() over (partition by category_slugs[cardinality(category_slugs)] order by popularity desc, id) as place
      from product where status = 'active' and cardinality(category_slugs) > 0
        and id > ${shard.afterId} and id <= ${shard.lastId}) best
    where place <= ${MOST_SUBSTITUTES + 1} and exists (select from variant where product_id = best.id and price_minor > 0)
    order by shelf, place`.execute(db);
  const shelves = new Map<string, Related[]>();
  for (const { shelf, slug, title, sku } of rows) {
    const mates = shelves.get(shelf) ?? [];
    mates.push({ slug, title, sku, kind: 'substitute' });
    shelves.set(shelf, mates);
  }
  return shelves;
}

async function firstSkus(
  db: Database,
  slugs: readonly string[],
  shard: Shard,
): Promise<ReadonlyMap<string, Related>> {
  if (slugs.length === 0) return new Map();
  const { rows } = await rowsOf({ ...columns('product', 'slug', 'title'), sku: tables.variant.sku })`
    select p.slug, p.title, v.sku from product p
    cross join lateral (select sku from variant where product_id = p.id and price_minor > 0 order by position, id limit 1) v
    where p.slug = any(${[...new Set(slugs)]}::text[]) and p.status = 'active'
      and p.id > ${shard.afterId} and p.id <= ${shard.lastId}`.execute(db);
  return new Map(rows.map((row) => [row.slug, { ...row, kind: 'accessory' }]));
}

async function bestPopularity(db: Database): Promise<number> {
  const { rows } = await rowsOf({ best: nullable(integer) })`
    select max(popularity) as best from product where status = 'active'`.execute(db);
  return rows[0]?.best ?? 0;
}
