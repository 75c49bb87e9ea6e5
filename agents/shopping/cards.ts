import { chosenVariant, isAvailable, priceRange, type Product, type Variant } from '#src/catalog/product.ts';
import { quote } from '#src/carts/quote.ts';
import type { Cart } from '#src/carts/cart.ts';
import { formatMoney } from '#src/money/money.ts';
import type { BrokenLimit, NearHit, SearchHit } from '#src/search/answer.ts';
import type { CartView, ProductCard } from './parts.ts';

/** A product page's address; with the SKU where a certain variant is meant. */
export const productHref = (product: Product, variant?: Variant): string =>
  variant && product.variants.length > 1
    ? `/p/${product.slug}?variant=${encodeURIComponent(variant.sku)}`
    : `/p/${product.slug}`;

/** A card of the product, standing for that variant. Prices are printed as the rows hold them. */
export function productCard(
  product: Product,
  variant: Variant = chosenVariant(product),
  more: {
    readonly reason?: string | null;
    readonly breaks?: readonly string[];
    readonly locale?: string;
  } = {},
): ProductCard {
  const { from, to } = priceRange(product);
  const chosen = formatMoney(variant.price, more.locale);
  return {
    slug: product.slug,
    sku: variant.sku,
    href: productHref(product, variant),
    title: product.title,
    brand: product.brand,
    price: from.minor !== to.minor && variant.price.minor === from.minor ? `from ${chosen}` : chosen,
    compareAt:
      variant.compareAt && variant.compareAt.minor > variant.price.minor
        ? formatMoney(variant.compareAt, more.locale)
        : null,
    availability: availabilityText(variant),
    available: isAvailable(variant),
    variant: variant.title === 'Default Title' ? '' : variant.title,
    ...pictureOf(product, variant),
    reason: more.reason ?? null,
    breaks: more.breaks ?? [],
  };
}

/** A card of a search hit; a near hit says what it breaks. */
export function hitCard(hit: SearchHit | NearHit, locale: string): ProductCard {
  const breaks = 'breaks' in hit ? hit.breaks.map(breakText) : [];
  return productCard(hit.product, hit.variant, { locale, breaks, reason: reasonOf(hit) });
}

/** What a near product breaks, in words: `$14 over`, `drop 8 mm`, `width not stated`. */
const breakText = ({ limit, actual, by }: BrokenLimit): string =>
  limit.key === 'price'
    ? (by ?? actual)
    : limit.key === 'category'
      ? actual
      : `${limit.label.toLowerCase()} ${actual}`;

const REASON_LONGEST = 110;

function reasonOf(hit: SearchHit): string | null {
  const passage = hit.reason?.passage.trim();
  if (!passage || hit.reason?.field === 'title' || hit.reason?.field === 'brand') return null;
  return passage.length > REASON_LONGEST
    ? `${passage.slice(0, passage.lastIndexOf(' ', REASON_LONGEST))} …`
    : passage;
}

/** What may be promised about a variant now, in words. */
export function availabilityText({ availability }: Variant): string {
  switch (availability.state) {
    case 'in-stock':
      return 'In stock';
    case 'low-stock':
      return `${availability.left} left`;
    case 'backorder':
      return 'Back soon, can be ordered';
    case 'sold-out':
      return 'Sold out';
  }
}

/** The cart as the page shows it, with the totals of the one quote. */
export function cartView(cart: Cart, currency: string, locale: string): CartView {
  const { lines, count, subtotal } = quote(cart, currency);
  return {
    lines: lines.map((line) => ({
      sku: line.variant.sku,
      title: line.product.title,
      variant: line.variant.title === 'Default Title' ? '' : line.variant.title,
      href: productHref(line.product, line.variant),
      quantity: line.quantity,
      price: formatMoney(line.variant.price, locale),
      total: formatMoney(line.total, locale),
    })),
    count,
    subtotal: formatMoney(subtotal, locale),
  };
}

/** The merchant's own photograph where there is one, else the drawing of the variant. */
function pictureOf(product: Product, variant: Variant): Pick<ProductCard, 'image' | 'imageAlt'> {
  const [photograph] = product.images;
  const own = variant.imageUrl ?? photograph?.url;
  if (own) return { image: own, imageAlt: photograph?.alt || product.title };
  const image = `/pictures/${product.slug}.svg?sku=${encodeURIComponent(variant.sku)}`;
  return { image, imageAlt: `Drawing of the ${product.title}` };
}
