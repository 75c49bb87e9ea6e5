import { messagesOf } from '#src/messages/messages.ts';
import { productPath } from '#src/catalog/addresses.ts';
import { availabilityText } from '#src/catalog/availability-text.ts';
import { spokenLabel } from '#src/catalog/spoken-label.ts';
import { chosenVariant, isAvailable, type Product, type Variant } from '#src/catalog/product.ts';
import { priceBefore } from '#src/catalog/reduced.ts';
import { offeredVariants, type OfferedVariants } from '#src/conversations/offered-variants.ts';
import { formatMoney, type Money } from '#src/money/money.ts';
import { pictureAlt, pictureUrl } from '#src/pictures/picture-url.ts';
import { explainHit, type NearMiss, type SearchHit } from '#src/search/result.ts';
import type { Violation } from '#src/query/violations.ts';
import type { SearchQuery } from '#src/query/search-query.ts';
import { chooseText, optionText } from './option-text.ts';
import type { ProductCard } from '../parts.ts';
import type { Turn } from '../state.ts';

/** A product page's address; with the SKU where a certain variant is meant. */
export const productHref = (product: Product, variant?: Variant): string =>
  variant && product.variants.length > 1
    ? `${productPath(product.slug)}?variant=${encodeURIComponent(variant.sku)}`
    : productPath(product.slug);

interface CardWords {
  readonly reason?: string | null;
  readonly breaks?: readonly string[];
}

interface PricedCard {
  readonly card: ProductCard;
  readonly price: Money;
}

/** What a card looks at of a turn. */
export type CardTurn = Pick<Turn, 'locale' | 'text' | 'state'> & {
  readonly vocabulary: Pick<Turn['vocabulary'], 'keys'>;
};

/**
 * A card of the product. It stands for one variant, which can be added, where the query or the shopper's words pin one
 * down; otherwise it says what there is to choose from. Prices are printed as the rows hold them.
 */
export const productCard = (...of: Parameters<typeof pricedCard>): ProductCard => pricedCard(...of).card;

/** The card with the amount that its price prints: of the least expensive variant on offer. */
export function pricedCard(
  turn: CardTurn,
  product: Product,
  variant: Variant = chosenVariant(product),
  { reason = null, breaks = [] }: CardWords = {},
): PricedCard {
  const offered = offeredVariants(
    product,
    variant,
    { filters: turn.state.query.filters, words: turn.text },
    turn.vocabulary.keys,
    turn.locale,
  );
  const shown = offered.decided ?? shownOf(offered, variant);
  const { least, ...price } = priceOf(offered, shown, turn.locale);
  const card = {
    slug: product.slug,
    sku: shown.sku,
    href: offered.decided || offered.settled.size ? productHref(product, shown) : productHref(product),
    title: product.title,
    brand: product.brand,
    ...price,
    availability: availabilityText(offered.decided ?? mostPromising(offered.variants) ?? shown, turn.locale),
    available: isAvailable(shown),
    variant: offered.decided || !isAvailable(shown) ? variantName(shown) : optionText(offered, turn.locale),
    choose: offered.decided || !isAvailable(shown) ? null : chooseText(offered.open, turn.locale),
    image: pictureUrl(product, shown),
    imageAlt: pictureAlt(product, shown),
    reason,
    breaks,
  };
  return { card, price: least };
}

/** A variant's title; empty for the only one of a product without options. */
export const variantName = ({ title }: Variant): string => (title === 'Default Title' ? '' : title);

/** The variant that a card with an open choice pictures: the search's own, where it is among what is offered. */
const shownOf = ({ variants }: OfferedVariants, variant: Variant): Variant =>
  variants.includes(variant) ? variant : (variants[0] ?? variant);

/** What can be said of the stock of all of them: that there is some. */
const mostPromising = (variants: readonly Variant[]): Variant | undefined =>
  variants.length === 1
    ? variants[0]
    : (variants.find(({ availability }) => availability.state === 'in-stock') ?? variants[0]);

/** `from $13.50` where what is offered differs in price; a price before only where it holds for all of it. */
function priceOf(
  { decided: pinned, variants }: OfferedVariants,
  shown: Variant,
  locale: string,
): Pick<ProductCard, 'price' | 'compareAt'> & { readonly least: Money } {
  const all = pinned || variants.length === 0 ? [shown] : variants;
  const minor = Math.min(...all.map((one) => one.price.minor));
  const differs = all.some((one) => one.price.minor !== minor);
  const least = { minor, currency: shown.price.currency };
  const price = formatMoney(least, locale);
  const was = all.every((one) => one.compareAt?.minor === shown.compareAt?.minor) ? priceBefore(shown) : null;
  return {
    least,
    price: differs ? messagesOf(locale).answers.variants.from(price) : price,
    compareAt: !differs && was ? formatMoney(was, locale) : null,
  };
}

/** A card of a search hit; a near hit says what it breaks. With the query it was found by it tells why it is there. */
export const hitCard = (
  turn: Turn,
  hit: SearchHit | NearMiss,
  query: SearchQuery,
  place: number,
): ProductCard => ({ ...pricedHit(turn, hit).card, why: explainHit(hit, query, place, turn.locale) });

/** The same without why, and with the amount that its price prints. */
export function pricedHit(turn: CardTurn, hit: SearchHit | NearMiss): PricedCard {
  const breaks = 'violations' in hit ? hit.violations.map((one) => breakText(one, turn.locale)) : [];
  return pricedCard(turn, hit.product, hit.variant, { breaks, reason: reasonOf(hit) });
}

/** What a near product breaks, in words: `$14 over`, `drop 8 mm`, `width not stated`. */
const breakText = ({ filter, actual, by }: Violation, locale: string): string =>
  filter.key === 'price'
    ? (by ?? actual)
    : filter.key === 'category'
      ? actual
      : `${messagesOf(locale).answers.within(spokenLabel(filter.key, filter.label, locale))} ${actual}`;

const REASON_LONGEST = 110;

function reasonOf(hit: SearchHit): string | null {
  const passage = hit.reason?.passage.trim();
  if (!passage || hit.reason?.field === 'title' || hit.reason?.field === 'brand') return null;
  return passage.length > REASON_LONGEST
    ? `${passage.slice(0, passage.lastIndexOf(' ', REASON_LONGEST))} …`
    : passage;
}
