import { categories } from '#src/catalog/category-store.ts';
import { productsById } from '#src/catalog/product-store.ts';
import { chosenVariant } from '#src/catalog/product.ts';
import { integer, nullable, text, timestamp } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import type { Content } from '#src/editorial/content.ts';
import { LISTED_ON_A_PAGE } from '#src/search/result.ts';
import { bundleOffers } from '#src/loyalty/bundle-offer.ts';
import { uses } from '#src/use-cases/use-cases.ts';
import { pictureUrl } from '#src/pictures/picture-url.ts';
import { xmlText } from '#src/language/xml-text.ts';

/** Addresses in one file: the protocol allows 50,000; smaller files are quicker to fetch again. */
const PER_FILE = 10_000;
/** What lies deeper is a page on from there. */
const MOST_LIST_PAGES = 2_000;

interface Address {
  readonly path: string;
  readonly changed: Date | null;
  /** The picture the page leads with. */
  readonly picture?: string | null;
}

/** The index: one file of pages, then as many files of products as there are ids to cover. */
export async function sitemapIndex(db: Database, content: Content, site: string, now: Date): Promise<string> {
  const { rows } = await rowsOf({ shard: integer, changed: timestamp })`
    select (id / ${PER_FILE})::int as shard, max(updated_at) as changed
    from product where status = 'active' group by 1 order by 1`.execute(db);
  const pages = newest((await pageAddresses(db, content, now)).map((address) => address.changed));
  const files: readonly Address[] = [
    { path: '/sitemaps/pages.xml', changed: pages },
    ...rows.map(({ shard, changed }) => ({ path: `/sitemaps/products-${shard}.xml`, changed })),
  ];
  const entries = files.map((file) => `<sitemap>${locAndDate(file, site)}</sitemap>`).join('');
  return `${HEAD}<sitemapindex xmlns="${NAMESPACE}">${entries}</sitemapindex>`;
}

/** Every page that is no product: home, categories, guides, FAQs, policies. */
export async function pagesSitemap(db: Database, content: Content, site: string, now: Date): Promise<string> {
  return urlset(await pageAddresses(db, content, now), site);
}

/** The products of one shard; null where there are none. Dated by the later of facts and words. */
export async function productsSitemap(
  db: Database,
  content: Content,
  site: string,
  shard: number,
): Promise<string | null> {
  const { rows } = await rowsOf({
    ...columns('product', 'id', 'slug'),
    changed: tables.product.updated_at,
    picture: nullable(text),
  })`
    select id, slug, updated_at as changed, images -> 0 ->> 'url' as picture from product
    where status = 'active' and id >= ${shard * PER_FILE} and id < ${(shard + 1) * PER_FILE} order by id`.execute(
    db,
  );
  if (rows.length === 0) return null;
  const drawn = await drawnPictures(
    db,
    rows.filter((row) => !row.picture).map((row) => row.id),
  );
  const addresses = rows.map(({ id, slug, changed, picture }) => ({
    path: `/p/${slug}`,
    changed: newest([changed, content.productWords(slug)?.modified ?? null]),
    picture: picture ?? drawn.get(id) ?? null,
  }));
  return urlset(addresses, site);
}

const AT_ONCE = 50; // products in memory at a time

/** The pictures of products that have no photograph of their own, as their pages show them. */
async function drawnPictures(db: Database, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
  const pictures = new Map<number, string>();
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    for (const product of await productsById(db, ids.slice(at, at + AT_ONCE)))
      pictures.set(product.id, pictureUrl(product, chosenVariant(product)));
  }
  return pictures;
}

async function pageAddresses(db: Database, content: Content, now: Date): Promise<readonly Address[]> {
  const faqs = newest(content.faqs.map((faq) => faq.modified));
  const guides = newest(content.guides.map((guide) => guide.modified));
  const told = await uses(db, content);
  return [
    { path: '/', changed: null },
    ...(await listPages(db)),
    ...(await categories(db)).map(({ slug }) => ({
      path: `/c/${slug}`,
      changed: content.category(slug)?.modified ?? null,
    })),
    ...(content.guides.length > 0 ? [{ path: '/guides', changed: guides }] : []),
    ...content.guides.map((guide) => ({ path: `/guides/${guide.slug}`, changed: guide.modified })),
    ...(content.faqs.length > 0 ? [{ path: '/faq', changed: faqs }] : []),
    ...(content.glossary ? [{ path: '/glossary', changed: content.glossary.modified }] : []),
    ...(told.length > 0 ? [{ path: '/best', changed: null }] : []),
    ...told.map(({ slug }) => ({ path: `/best/${slug}`, changed: null })),
    ...(content.kits.length > 0
      ? [{ path: '/kits', changed: newest(content.kits.map((kit) => kit.modified)) }]
      : []),
    ...content.kits.map((kit) => ({ path: `/kits/${kit.slug}`, changed: kit.modified })),
    ...(content.bundles.length > 0
      ? [{ path: '/bundles', changed: newest(content.bundles.map((one) => one.modified)) }]
      : []),
    ...(await bundleOffers(db, content, now)).map(({ slug }) => ({
      path: `/bundles/${slug}`,
      changed: content.bundles.find((one) => one.slug === slug)?.modified ?? null,
    })),
    ...(content.program ? [{ path: '/rewards', changed: content.program.modified }] : []),
    { path: '/proof', changed: null },
    ...content.policies.map((policy) => ({ path: `/policies/${policy.slug}`, changed: policy.modified })),
  ];
}

/** The pages of all products, on which each of them is linked, whatever shelf it stands on. */
async function listPages(db: Database): Promise<readonly Address[]> {
  const { rows } = await rowsOf({ count: integer })`
    select count(*) as count from product where status = 'active'`.execute(db);
  const pages = Math.min(Math.ceil((rows[0]?.count ?? 0) / LISTED_ON_A_PAGE), MOST_LIST_PAGES);
  return Array.from({ length: pages }, (_, at) => ({
    path: at === 0 ? '/products' : `/products?page=${at + 1}`,
    changed: null,
  }));
}

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';
const NAMESPACE = 'http://www.sitemaps.org/schemas/sitemap/0.9';
const IMAGES = 'http://www.google.com/schemas/sitemap-image/1.1';

function urlset(addresses: readonly Address[], site: string): string {
  const entries = addresses
    .map((address) => `<url>${locAndDate(address, site)}${imageOf(address, site)}</url>`)
    .join('');
  return `${HEAD}<urlset xmlns="${NAMESPACE}" xmlns:image="${IMAGES}">${entries}</urlset>`;
}

const imageOf = ({ picture }: Address, site: string): string =>
  picture ? `<image:image><image:loc>${xmlText(new URL(picture, site).href)}</image:loc></image:image>` : '';

function locAndDate({ path, changed }: Address, site: string): string {
  const loc = xmlText(new URL(path, site).href);
  return `<loc>${loc}</loc>${changed ? `<lastmod>${changed.toISOString()}</lastmod>` : ''}`;
}

function newest(dates: readonly (Date | null)[]): Date | null {
  return dates.reduce<Date | null>(
    (latest, date) => (date && (!latest || date > latest) ? date : latest),
    null,
  );
}
