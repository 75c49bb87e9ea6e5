import { availabilityText } from '#src/catalog/availability-text.ts';
import { chosenVariant, isAvailable, type Product, type Variant } from '#src/catalog/product.ts';
import { quoteCart } from '#src/carts/quote-cart.ts';
import { buyerOf } from '#src/customers/buyer.ts';
import { sumOfQuote } from '#src/orders/sum-lines.ts';
import type { Cart } from '#src/carts/cart.ts';
import { offeredVariants, type OfferedVariants } from '#src/conversations/offered-variants.ts';
import { formatMoney } from '#src/money/money.ts';
import { pictureAlt, pictureUrl } from '#src/pictures/picture-url.ts';
import type { Violation, NearMiss, SearchHit } from '#src/search/result.ts';
import { explainHit } from '#src/search/explain/explain-hit.ts';
import type { SearchQuery } from '#src/search/query.ts';
import { chooseText, optionText } from './option-text.ts';
import type { CartView, ProductCard } from '../parts.ts';
import type { Turn } from '../state.ts';

/** A product page's address; with the SKU where a certain variant is meant. */
export const productHref = (product: Product, variant?: Variant): string =>
  variant && product.variants.length > 1
    ? `/p/${product.slug}?variant=${encodeURIComponent(variant.sku)}`
    : `/p/${product.slug}`;

interface CardWords {
  readonly reason?: string | null;
  readonly breaks?: readonly string[];
}

/** What a card looks at of a turn. */
export type CardTurn = Pick<Turn, 'locale' | 'text' | 'state'> & {
  readonly vocabulary: Pick<Turn['vocabulary'], 'keys'>;
};

/**
 * A card of the product. It stands for one variant, which can be added, where the need or the shopper's words pin one
 * down; otherwise it says what there is to choose from. Prices are printed as the rows hold them.
 */
export function productCard(
  turn: CardTurn,
  product: Product,
  variant: Variant = chosenVariant(product),
  { reason = null, breaks = [] }: CardWords = {},
): ProductCard {
  const offered = offeredVariants(
    product,
    variant,
    { filters: turn.state.query.filters, words: turn.text },
    turn.vocabulary.keys,
    turn.locale,
  );
  const shown = offered.pinned ?? shownOf(offered, variant);
  return {
    slug: product.slug,
    sku: shown.sku,
    href: offered.pinned || offered.settled.size ? productHref(product, shown) : productHref(product),
    title: product.title,
    brand: product.brand,
    ...priceOf(offered, shown, turn.locale),
    availability: availabilityText(offered.pinned ?? mostPromising(offered.variants) ?? shown),
    available: isAvailable(shown),
    variant: offered.pinned || !isAvailable(shown) ? variantName(shown) : optionText(offered),
    choose: offered.pinned || !isAvailable(shown) ? null : chooseText(offered.open),
    image: pictureUrl(product, shown),
    imageAlt: pictureAlt(product, shown),
    reason,
    breaks,
  };
}

const variantName = ({ title }: Variant): string => (title === 'Default Title' ? '' : title);

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
  { pinned, variants }: OfferedVariants,
  shown: Variant,
  locale: string,
): Pick<ProductCard, 'price' | 'compareAt'> {
  const all = pinned || variants.length === 0 ? [shown] : variants;
  const least = Math.min(...all.map((one) => one.price.minor));
  const differs = all.some((one) => one.price.minor !== least);
  const price = formatMoney({ minor: least, currency: shown.price.currency }, locale);
  const was = all.every((one) => one.compareAt?.minor === shown.compareAt?.minor) ? shown.compareAt : null;
  return {
    price: differs ? `from ${price}` : price,
    compareAt: !differs && was && was.minor > shown.price.minor ? formatMoney(was, locale) : null,
  };
}

/** A card of a search hit; a near hit says what it breaks. With the need it was found by it tells why it is there. */
export function hitCard(turn: Turn, hit: SearchHit | NearMiss, query?: SearchQuery, place = 1): ProductCard {
  const breaks = 'violations' in hit ? hit.violations.map(breakText) : [];
  const card = productCard(turn, hit.product, hit.variant, { breaks, reason: reasonOf(hit) });
  return query ? { ...card, why: explainHit(hit, query, place, turn.locale) } : card;
}

/** What a near product breaks, in words: `$14 over`, `drop 8 mm`, `width not stated`. */
const breakText = ({ filter, actual, by }: Violation): string =>
  filter.key === 'price'
    ? (by ?? actual)
    : filter.key === 'category'
      ? actual
      : `${filter.label.toLowerCase()} ${actual}`;

const REASON_LONGEST = 110;

function reasonOf(hit: SearchHit): string | null {
  const passage = hit.reason?.passage.trim();
  if (!passage || hit.reason?.field === 'title' || hit.reason?.field === 'brand') return null;
  return passage.length > REASON_LONGEST
    ? `${passage.slice(0, passage.lastIndexOf(' ', REASON_LONGEST))} …`
    : passage;
}

/** The cart as the page shows it, with every line of the one quote. */
export async function cartView(turn: Turn, cart: Cart): Promise<CartView> {
  const { db, content, visitorId, now, locale } = turn;
  const buyer = await buyerOf(db, visitorId, cart.details?.email ?? null);
  const quoted = await quoteCart(db, content, cart, buyer, now);
  return {
    lines: quoted.lines.map((line) => ({
      sku: line.variant.sku,
      title: line.product.title,
      variant: variantName(line.variant),
      href: productHref(line.product, line.variant),
      quantity: line.quantity,
      price: formatMoney(line.variant.price, locale),
      total: formatMoney(line.total, locale),
    })),
    count: quoted.count,
    subtotal: formatMoney(quoted.subtotal, locale),
    sum: sumOfQuote(quoted, content.store).map(({ label, detail, amount }) => ({ label, detail, amount })),
  };
}
