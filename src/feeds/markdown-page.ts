import { requestedKit } from '#src/bundles/requested-kit.ts';
import { buildKit } from '#src/bundles/build-kit.ts';
import { categories } from '#src/catalog/category-store.ts';
import { comparedSlugs } from '#src/catalog/compare.ts';
import { productBySlug, productsById, productsBySlug } from '#src/catalog/product-store.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { relatedProducts } from '#src/editorial/related-products.ts';
import type { Content } from '#src/editorial/content.ts';
import { emptyQuery } from '#src/query/search-query.ts';
import { search } from '#src/search/search.ts';
import { reviewDigest } from '#src/reviews/review-digest.ts';
import { MOST_FOR_A_USE, productsForUse, uses } from '#src/use-cases/use-cases.ts';
import { bestMarkdown, compareMarkdown, glossaryMarkdown, usesMarkdown } from './lists-markdown.ts';
import { bundleOffers, bundlesWith } from '#src/loyalty/bundle-offer.ts';
import { memberPrices } from '#src/loyalty/member-prices.ts';
import { myOffers } from '#src/loyalty/my-offers.ts';
import { NOBODY } from '#src/customers/buyer.ts';
import { bundleMarkdown, bundlesMarkdown } from './bundle-markdown.ts';
import { homeLists } from './home-lists.ts';
import { kitMarkdown, kitsMarkdown } from './kit-markdown.ts';
import { productMarkdown } from './product-markdown.ts';
import { programMarkdown } from './program-markdown.ts';
import { REVIEWS_IN_TWIN } from './review-markdown.ts';
import {
  categoryMarkdown,
  faqMarkdown,
  guideMarkdown,
  guidesMarkdown,
  homeMarkdown,
  policyMarkdown,
  productsMarkdown,
} from './words-markdown.ts';

export interface MarkdownShop {
  readonly db: Database;
  readonly content: Content;
  readonly site: string;
  readonly now: Date;
}

const MOST_LISTED = 100; // products in one category file; the rest are in the sitemap

/** The Markdown twin of the page at that path, from the same rows and words as the page; null where there is no such page. */
export async function markdownPage(shop: MarkdownShop, path: string): Promise<string | null> {
  const { db, content, site, now } = shop;
  const [, room = '', rest = ''] = /^\/([^/]*)(?:\/(.*))?$/.exec(path) ?? [];
  if (rest === '') {
    if (room === '') {
      return homeMarkdown(site, content, await categories(db), await homeLists(db, content));
    }
    if (room === 'products') {
      const { locale, currency } = content.store;
      const view = { page: 1, perPage: MOST_LISTED, currency, locale };
      const { hits, total } = await search(db, { ...emptyQuery, includeSoldOut: true }, view);
      return productsMarkdown(
        site,
        content,
        total,
        hits.map(({ product }) => product),
      );
    }
    if (room === 'guides') return guidesMarkdown(site, content);
    if (room === 'faq') return faqMarkdown(site, content);
    if (room === 'glossary') return glossaryMarkdown(site, content);
    if (room === 'bundles') return bundlesMarkdown(site, content, await bundleOffers(db, content, now));
    if (room === 'kits') return kitsMarkdown(site, content);
    if (room === 'rewards') {
      const nobody = { ...NOBODY, codes: [] };
      return programMarkdown(site, content, await myOffers(db, content, nobody, null, now));
    }
    return room === 'best' ? usesMarkdown(site, await uses(db, content)) : null;
  }
  switch (room) {
    case 'p': {
      const product = await productBySlug(db, rest);
      if (!product) return null;
      const related = await relatedProducts(db, content.productWords(rest)?.words);
      const reviews = await reviewDigest(db, product, REVIEWS_IN_TWIN);
      return productMarkdown({
        site,
        content,
        product,
        related,
        reviews,
        memberPrices: await memberPrices(db, content, product, now),
        bundles: await bundlesWith(db, content, rest, now),
        now,
      });
    }
    case 'c':
      return shelf(shop, rest);
    case 'guides': {
      const guide = content.guide(rest);
      return guide && guideMarkdown(site, content, guide, await productsBySlug(db, guide.words.products));
    }
    case 'policies': {
      const policy = content.policy(rest);
      return policy && policyMarkdown(site, policy);
    }
    case 'best': {
      const use = (await uses(db, content)).find((one) => one.slug === rest);
      if (!use) return null;
      return bestMarkdown(site, content, use, await productsForUse(db, content, use, MOST_FOR_A_USE));
    }
    case 'kits': {
      const kit = content.kit(rest);
      if (!kit) return null;
      const { request: wish } = requestedKit(rest, kit.words, new URLSearchParams(), content.store.currency);
      return kitMarkdown(site, content, kit, await buildKit(db, content, wish));
    }
    case 'bundles': {
      const [bundle] = await bundleOffers(db, content, now, { slug: rest });
      return bundle ? bundleMarkdown(site, content, bundle) : null;
    }
    case 'compare': {
      const products = await productsBySlug(db, comparedSlugs(rest));
      return products.length < 2 ? null : compareMarkdown(site, content, products);
    }
    default:
      return null;
  }
}

async function shelf({ db, content, site }: MarkdownShop, slug: string): Promise<string | null> {
  const all = await categories(db);
  const category = all.find((one) => one.slug === slug);
  if (!category) return null;
  const { rows } = await rowsOf(columns('product', 'id'))`
    select id from product where category_slugs @> array[${slug}] and status = 'active'
    order by popularity desc, id limit ${MOST_LISTED}`.execute(db);
  const products = await productsById(
    db,
    rows.map((row) => row.id),
  );
  const below = all.filter((one) => one.parentSlug === slug);
  return categoryMarkdown(site, content, category, below, products);
}
