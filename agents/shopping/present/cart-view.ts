import { quoteCart } from '#src/carts/quote-cart.ts';
import type { Cart } from '#src/carts/cart.ts';
import { buyerOf } from '#src/customers/buyer.ts';
import { formatMoney } from '#src/money/money.ts';
import { sumOfQuote } from '#src/orders/sum-lines.ts';
import type { CartView } from '../parts.ts';
import type { Turn } from '../state.ts';
import type { CartForModel } from '../tool-results/cart.ts';
import { printMoney } from '../tool-results/printed-money.ts';
import { productHref, variantName } from './product-card.ts';

/** The cart with every line of the one quote: as the page shows it, and as a model may see it. */
export async function quotedCart(
  turn: Turn,
  cart: Cart,
): Promise<{ readonly view: CartView; readonly forModel: CartForModel }> {
  const { db, content, visitorId, now, locale } = turn;
  const buyer = await buyerOf(db, visitorId, cart.details?.email ?? null);
  const quoted = await quoteCart(db, content, cart, buyer, now);
  const sum = sumOfQuote(quoted, content.store).map(({ label, detail, amount }) => ({
    label,
    detail,
    amount,
  }));
  return {
    view: {
      lines: quoted.lines.map(({ product, variant, quantity, total }) => ({
        sku: variant.sku,
        title: product.title,
        variant: variantName(variant),
        href: productHref(product, variant),
        quantity,
        price: formatMoney(variant.price, locale),
        total: formatMoney(total, locale),
      })),
      count: quoted.count,
      subtotal: formatMoney(quoted.subtotal, locale),
      sum,
    },
    forModel: {
      lines: quoted.lines.map(({ product, variant, quantity, total }) => ({
        slug: product.slug,
        sku: variant.sku,
        title: product.title,
        variant: variantName(variant),
        quantity,
        price: printMoney(variant.price, locale),
        total: printMoney(total, locale),
      })),
      pieces: quoted.count,
      subtotal: printMoney(quoted.subtotal, locale),
      total: printMoney(quoted.total, locale),
      sum,
    },
  };
}
