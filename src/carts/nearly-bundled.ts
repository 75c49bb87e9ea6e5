import { productsBySlug } from '#src/catalog/product-store.ts';
import type { Product, Variant } from '#src/catalog/product.ts';
import type { Buyer } from '#src/customers/buyer.ts';
import type { Database } from '#src/database/database.ts';
import type { Content } from '#src/editorial/content.ts';
import type { Money } from '#src/money/money.ts';
import { mostOf, type Cart } from './cart.ts';
import { quoteCart, type QuoteWords } from './quote-cart.ts';

/** The one thing that a cart lacks for a merchant's bundle, and what the bundle would take off this cart with it. */
export interface NearlyBundled {
  readonly slug: string;
  readonly title: string;
  readonly product: Product;
  readonly variant: Variant;
  /** How many pieces of it are missing. */
  readonly quantity: number;
  readonly off: Money;
}

const MOST = 2;

/**
 * Bundles of which the cart holds everything but one product. What they take off is asked of the quote of the cart with
 * it, so a bundle that another offer beats is not named.
 */
export async function nearlyBundled(
  db: Database,
  content: QuoteWords,
  cart: Cart,
  buyer: Buyer,
  now: Date,
): Promise<readonly NearlyBundled[]> {
  const missing = content.bundles.flatMap((entry) => {
    const lacks = lackedBy(cart, entry);
    return lacks ? [{ entry, ...lacks }] : [];
  });
  if (!missing.length) return [];
  const products = await productsBySlug(
    db,
    missing.map((one) => one.slug),
  );
  const found: NearlyBundled[] = [];
  for (const { entry, slug, quantity } of missing) {
    const product = products.find((one) => one.slug === slug);
    const variant = product?.variants.find((one) => mostOf(one) >= heldOf(cart, one.sku) + quantity);
    if (!product || !variant || found.length === MOST) continue;
    const quoted = await quoteCart(db, content, withMore(cart, { product, variant, quantity }), buyer, now);
    const applied = quoted.applied.find(({ offerId }) => offerId === `bundle:${entry.slug}`);
    if (applied)
      found.push({
        slug: entry.slug,
        title: entry.words.title,
        product,
        variant,
        quantity,
        off: applied.amount,
      });
  }
  return found;
}

/** The one product of which the cart holds too little for the bundle; null where it is none or more than one. */
function lackedBy(
  { lines }: Cart,
  { words }: Content['bundles'][number],
): { readonly slug: string; readonly quantity: number } | null {
  const needed = new Map<string, number>();
  for (const { product, quantity } of words.items) needed.set(product, (needed.get(product) ?? 0) + quantity);
  const short = [...needed].flatMap(([slug, quantity]) => {
    const held = lines.filter((line) => line.product.slug === slug);
    const lacking = quantity - held.reduce((sum, line) => sum + line.quantity, 0);
    return lacking > 0 ? [{ slug, quantity: lacking }] : [];
  });
  return short.length === 1 ? (short[0] ?? null) : null;
}

const heldOf = ({ lines }: Cart, sku: string): number =>
  lines.find((line) => line.variant.sku === sku)?.quantity ?? 0;

function withMore(cart: Cart, more: Cart['lines'][number]): Cart {
  const held = heldOf(cart, more.variant.sku);
  const others = cart.lines.filter((line) => line.variant.sku !== more.variant.sku);
  return { ...cart, lines: [...others, { ...more, quantity: held + more.quantity }] };
}
