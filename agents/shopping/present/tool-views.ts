import { messagesOf } from '#src/messages/messages.ts';
import { availabilityText } from '#src/catalog/availability-text.ts';
import { attributeText, isAvailable, priceRange, type Product, type Variant } from '#src/catalog/product.ts';
import type { Content } from '#src/editorial/content.ts';
import { formatMoney } from '#src/money/money.ts';
import {
  isReason,
  unmatchedLead,
  type NearMiss,
  type SearchHit,
  type SearchResult,
} from '#src/search/result.ts';
import { pricedHit, productHref } from './product-card.ts';
import { narrows } from './narrows.ts';
import { firstWords } from '../guardrails/grounded-numbers.ts';
import { fence } from '../guardrails/untrusted-text.ts';
import { queryText } from './query-text.ts';
import type { Question, Turn } from '../state.ts';
import { printMoney } from '../tool-results/printed-money.ts';
import type { DetailsView } from '../tool-results/product-details.ts';
import type { ProductView, SearchProductsResult } from '../tool-results/search-products.ts';

/*
 * What a model may see of the shop's answers: plain JSON, prices printed, text that others wrote fenced. Tools return
 * these; the offline model phrases from them as any other model does.
 */

const MOST_FACTS = 8;
const MOST_DESCRIPTION = 1200; // characters
const LAST_OF_DESCRIPTION = 400; // of them: lists of facts stand at the end

/** A description, or of a long one its beginning and its end. */
const endsOf = (text: string): string =>
  text.length <= MOST_DESCRIPTION
    ? text
    : `${text.slice(0, MOST_DESCRIPTION - LAST_OF_DESCRIPTION)} …\n${text.slice(-LAST_OF_DESCRIPTION).replace(/^\S*/, '…')}`;

const hitView = (hit: SearchHit | NearMiss, turn: Turn): ProductView => {
  const { card, price } = pricedHit(turn, hit);
  const why = turn.content.productWords(hit.product.slug)?.words.answer ?? null;
  return {
    slug: card.slug,
    sku: card.sku,
    title: card.title,
    price: printMoney(price, turn.locale, card.price),
    variant: card.variant,
    availability: card.availability,
    facts: facts(hit.product, hit.variant, MOST_FACTS),
    why: why === null ? null : firstWords(why, 28),
    reason: card.reason === null ? null : fence(card.reason),
    breaks: card.breaks,
  };
};

/** What a search found, for a model: what was looked for in words, how many fit, the products, the nearest. */
export const foundView = (
  result: SearchResult,
  turn: Turn,
  question: Question | null,
): SearchProductsResult => {
  const { query, total, page, correctedText } = result;
  return {
    total,
    page,
    request: queryText(query, turn.vocabulary, turn.locale, messagesOf(turn.locale).answers.search.things),
    hasFilters: query.filters.length > 0,
    narrows: narrows(query),
    text: query.text,
    sort: query.sort,
    correctedText,
    isExplained: isReason(result.unmatched),
    unmatched: unmatchedLead(result.unmatched, result.total > 0, turn.locale),
    products: result.hits.map((hit) => hitView(hit, turn)),
    nearMisses: result.nearMisses.map((hit) => hitView(hit, turn)),
    question,
  };
};

/** Everything stated about a product. */
export function detailsView(
  product: Product,
  variant: Variant,
  content: Content,
  locale: string,
): DetailsView {
  const words = content.productWords(product.slug)?.words;
  const { from, to } = priceRange(product);
  return {
    slug: product.slug,
    sku: variant.sku,
    href: productHref(product, variant),
    title: product.title,
    brand: product.brand,
    price: printMoney(
      from,
      locale,
      from.minor === to.minor ? undefined : `${formatMoney(from, locale)} to ${formatMoney(to, locale)}`,
    ),
    availability: availabilityText(variant, locale),
    rating: product.rating,
    specs: facts(product, variant, 60),
    options: product.options.map(({ name, values }) => {
      const buyable = new Set(product.variants.filter(isAvailable).map((one) => one.options[name]));
      return {
        name,
        inStock: values.filter((value) => buyable.has(value)),
        soldOut: values.filter((value) => !buyable.has(value)),
      };
    }),
    answer: words?.answer ?? null,
    whoFor: words?.whoFor ?? [],
    notFor: words?.notFor ?? [],
    pros: words?.pros ?? [],
    cons: words?.cons ?? [],
    useCases: (words?.useCases ?? []).map(({ use, why }) => `${use}: ${why}`),
    faqs: words?.faqs ?? [],
    description: fence(endsOf(product.description)),
  };
}

function facts(product: Product, variant: Variant, most: number): Readonly<Record<string, string>> {
  const own = new Set(variant.attributes.map((attribute) => attribute.key));
  const all = [...variant.attributes, ...product.attributes.filter((attribute) => !own.has(attribute.key))];
  return Object.fromEntries(
    all
      .filter((attribute) => !attribute.key.startsWith('color_hex'))
      .slice(0, most)
      .map((attribute) => [attribute.label, attributeText(attribute).slice(0, 200)]),
  );
}
