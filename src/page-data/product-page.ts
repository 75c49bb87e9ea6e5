import { messagesOf } from '#src/messages/messages.ts';
import { productPath, shelfPath } from '#src/catalog/addresses.ts';
import type { MerchantReturnPolicy } from 'schema-dts';
import { answerHoldsUntil } from '#src/database/changes.ts';
import { shopDay } from '#src/editorial/time-zone.ts';
import { boughtTogether } from '#src/affinity/bought-together.ts';
import { comparePath, compareRows } from '#src/catalog/compare.ts';
import { keyFigures } from '#src/catalog/key-figures.ts';
import { openingSentences } from '#src/catalog/opening-sentences.ts';
import { shownNeighbours } from '#src/catalog/neighbours.ts';
import { shownProducts } from '#src/catalog/shown-products.ts';
import { chosenVariant } from '#src/catalog/product.ts';
import { productsWith } from '#src/catalog/product-store.ts';
import { relatedProducts } from '#src/editorial/related-products.ts';
import { bundlesWith } from '#src/loyalty/bundle-offer.ts';
import { memberPrices } from '#src/loyalty/member-prices.ts';
import type { Shop } from '#src/shop.ts';
import { breadcrumbNode, faqNode, type Crumb } from '#src/structured-data/page.ts';
import { listedReviews, REVIEWS_BESIDE } from '#src/reviews/listed-reviews.ts';
import { summedOf, type SummedRow } from '#src/reviews/review-store.ts';
import type { ReviewFilter } from '#src/reviews/review-filter.ts';
import { reviewNodes } from '#src/structured-data/reviews.ts';
import { productNodes } from '#src/structured-data/product.ts';
import { returnsOf } from '#src/fulfilment/returns-of.ts';
import { returnsPolicy, shippingPolicy } from '#src/fulfilment/policies.ts';
import { deliveryNodes, returnsNodeOf } from '#src/structured-data/store.ts';
import { alternativesTo } from '#src/catalog/alternatives.ts';
import { pictureOf } from './picture.ts';
import { sizeGuideOf } from './size-guide.ts';

/** What of a product's page is asked for. */
export interface AskedPage {
  readonly slug: string;
  /** The variant that was chosen. */
  readonly sku: string | null;
  /** Which of its reviews are listed. */
  readonly reviews: ReviewFilter;
  /** Whose earlier orders count in what goes with it, where they agreed to that. */
  readonly customerId: string | null;
  /** The browser it is shown at; null where the page is for everybody. */
  readonly visitorId?: string | null;
}

/** Everything a product's page shows, joined from rows and words; null where there is no such product. */
export async function productPage(shop: Shop, asked: AskedPage) {
  const shown = await shownOf(shop, asked);
  if (!shown) return null;
  const site = shop.environment.SITE_URL;
  const crumbs = crumbsOf(shown);
  const { product } = shown;
  const { reviews } = shown;
  const graph = [
    ...graphOf(site, shown, crumbs),
    ...reviewNodes(site, shown.store, product, reviews.reviews),
  ];
  return { ...shown, crumbs, graph };
}

const TOGETHER = 4;

export type ProductPageData = NonNullable<Awaited<ReturnType<typeof productPage>>>;
type Shown = NonNullable<Awaited<ReturnType<typeof shownOf>>>;

async function shownOf(
  { db, content }: Shop,
  { slug, sku, customerId, visitorId, reviews: filter }: AskedPage,
) {
  const [found] = await productsWith<SummedRow>(db, { ids: [], slugs: [slug] }, REVIEWS_BESIDE);
  if (!found) return null;
  const { product } = found;
  const words = content.current();
  const entry = words.productWords(slug);
  const said = entry?.words ?? null;
  const variant = chosenVariant(product, sku);
  const isChosen = sku === variant.sku;
  const shelf = product.categorySlugs.at(-1);
  const now = new Date();
  const { lead, rest } = openingSentences(product.description);
  const [alternatives, reviews, related, together, forMembers, bundles] = await Promise.all([
    shelf
      ? shownNeighbours(db, shelf).then((beside) => shownProducts(db, alternativesTo(product, beside, 6)))
      : [],
    listedReviews(db, product.id, summedOf(found.beside), filter),
    relatedProducts(db, said),
    boughtTogether(db, words, [product], TOGETHER, { now, customerId, visitorId: visitorId ?? null }),
    memberPrices(db, words, product, now),
    bundlesWith(db, words, slug, now),
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
    answer: said?.answer ?? lead,
    /** What the description says beyond the lead, where nobody wrote words. */
    about: said ? '' : rest,
    more: entry?.html ?? '',
    /** The day on which somebody held the words against the facts, where the file says so; else the day of the facts. */
    checked: said?.checked ?? shopDay(words.store, product.updatedAt),
    shipping: shippingPolicy(words),
    returns: returnsPolicy(words),
    /** How this one comes back. */
    comesBack: ((policy) => policy && returnsOf(policy, product))(returnsPolicy(words)),
    figures: keyFigures(product, isChosen ? variant : null, 4, words.store.locale),
    sizeGuide: sizeGuideOf(words, product),
    alternatives,
    reviews,
    memberPrices: forMembers,
    related,
    together,
    /** Bundles it is in that can be had now. */
    bundles,
    compared,
    comparePath: comparePath(compared.map((one) => one.product.slug)),
    rows: compareRows(compared, words.store.locale)
      .filter((row) => row.differs && row.values[0] !== null)
      .slice(0, 9),
    guides: words.guides.filter((guide) => guide.words.products.includes(slug)).slice(0, 4),
  };
}

function crumbsOf({ product, title, store }: Shown): readonly Crumb[] {
  return [
    { name: messagesOf(store.locale).lists.home, path: '/' },
    ...product.categorySlugs.map((one, level) => ({
      name: product.categoryPath[level] ?? one,
      path: shelfPath(one),
    })),
    { name: title, path: productPath(product.slug) },
  ];
}

function graphOf(site: string, page: Shown, crumbs: readonly Crumb[]) {
  const { said, product } = page;
  const now = new Date();
  for (const { priceUntil, availableFrom } of product.variants)
    for (const moment of [priceUntil, availableFrom]) if (moment && moment > now) answerHoldsUntil(moment);
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
      now,
    }),
    ...deliveryNodes(site, page.words),
    ...((node) => (node ? [node as MerchantReturnPolicy] : []))(
      page.returns && returnsNodeOf(site, page.returns, product),
    ),
    ...(said?.faqs.length ? [faqNode(site, `/p/${product.slug}`, said.faqs)] : []),
  ];
}
