import { boughtTogether } from '#src/affinity/bought-together.ts';
import { comparePath, compareRows } from '#src/catalog/compare.ts';
import { keyFigures } from '#src/catalog/key-figures.ts';
import { neighbours } from '#src/catalog/neighbours.ts';
import { chosenVariant } from '#src/catalog/product.ts';
import { productBySlug, productsById } from '#src/catalog/product-store.ts';
import { relatedProducts } from '#src/editorial/related-products.ts';
import { memberPrices } from '#src/loyalty/member-prices.ts';
import type { Shop } from '#src/shop.ts';
import { breadcrumbNode, faqNode, type Crumb } from '#src/structured-data/page.ts';
import { productNodes } from '#src/structured-data/product.ts';
import { returnsPolicy, shippingPolicy } from '#src/fulfilment/policies.ts';
import { deliveryNodes } from '#src/structured-data/store.ts';
import { alternativesTo } from '#src/catalog/alternatives.ts';
import { pictureOf } from './picture.ts';

/**
 * Everything a product's page shows, joined from rows and words; null where there is no such product. The orders of
 * `customerId` count in what goes with it, where somebody agreed to that.
 */
export async function productPage(shop: Shop, slug: string, sku: string | null, customerId: string | null) {
  const shown = await shownOf(shop, slug, sku, customerId);
  if (!shown) return null;
  const crumbs = crumbsOf(shown);
  return { ...shown, crumbs, graph: graphOf(shop.environment.SITE_URL, shown, crumbs) };
}

const TOGETHER = 4;

export type ProductPageData = NonNullable<Awaited<ReturnType<typeof productPage>>>;
type Shown = NonNullable<Awaited<ReturnType<typeof shownOf>>>;

async function shownOf({ db, content }: Shop, slug: string, sku: string | null, customerId: string | null) {
  const product = await productBySlug(db, slug);
  if (!product) return null;
  const words = content.current();
  const entry = words.productWords(slug);
  const said = entry?.words ?? null;
  const variant = chosenVariant(product, sku);
  const isChosen = sku === variant.sku;
  const shelf = product.categorySlugs.at(-1);
  const beside = shelf ? alternativesTo(product, await neighbours(db, shelf, 24), 6) : [];
  const now = new Date();
  const [alternatives, related, together, forMembers] = await Promise.all([
    productsById(db, beside),
    relatedProducts(db, said),
    boughtTogether(db, words, [product], TOGETHER, { now, customerId }),
    memberPrices(db, words, product, now),
  ]);
  const compared = [product, ...alternatives.slice(0, 2)].map((one) => ({
    product: one,
    variant: one.id === product.id && isChosen ? variant : null,
  }));
  return {
    product,
    variant,
    isChosen,
    words,
    store: words.store,
    said,
    title: said?.name ?? product.title,
    answer: said?.answer ?? product.description,
    more: entry?.html ?? '',
    /** The day the words last changed. */
    checked: entry?.modified.toISOString().slice(0, 10) ?? null,
    shipping: shippingPolicy(words),
    returns: returnsPolicy(words),
    figures: keyFigures(product, isChosen ? variant : null, 4),
    alternatives,
    memberPrices: forMembers,
    related,
    together,
    compared,
    comparePath: comparePath(compared.map((one) => one.product.slug)),
    rows: compareRows(compared)
      .filter((row) => row.differs && row.values[0] !== null)
      .slice(0, 9),
    guides: words.guides.filter((guide) => guide.words.products.includes(slug)).slice(0, 4),
  };
}

function crumbsOf({ product, title }: Shown): readonly Crumb[] {
  return [
    { name: 'Home', path: '/' },
    ...product.categorySlugs.map((one, level) => ({
      name: product.categoryPath[level] ?? one,
      path: `/c/${one}`,
    })),
    { name: title, path: `/p/${product.slug}` },
  ];
}

function graphOf(site: string, page: Shown, crumbs: readonly Crumb[]) {
  const { said, product } = page;
  return [
    breadcrumbNode(site, crumbs),
    ...productNodes({
      site,
      product,
      variant: page.variant,
      name: page.title,
      description: page.answer,
      shipping: page.shipping,
      returns: page.returns,
      pictures: (one) => [pictureOf(product, one).raster],
      related: page.together.map((one) => one.product.slug),
      similar: page.alternatives.map((one) => one.slug),
      accessoryFor: page.related.accessoryFor.map((one) => one.slug),
      consumableFor: page.related.consumableFor.map((one) => one.slug),
      pros: said?.pros ?? [],
      cons: said?.cons ?? [],
      memberPrices: page.memberPrices,
      now: new Date(),
    }),
    ...deliveryNodes(site, page.words),
    ...(said?.faqs.length ? [faqNode(site, `/p/${product.slug}`, said.faqs)] : []),
  ];
}
