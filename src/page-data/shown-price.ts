import { messagesOf } from '#src/messages/messages.ts';
import { chosenVariant, isAvailable, priceRange, type Product, type Variant } from '#src/catalog/product.ts';

export interface ShownPrice {
  /** The variant whose price is printed. */
  readonly variant: Variant;
  /** `from` where other variants of the product cost more. */
  readonly before: string | undefined;
}

/** The price that stands for a product where no variant was chosen: the lowest that can be bought, as `from` where prices vary. */
export function shownPrice(product: Product, locale: string, shown = chosenVariant(product)): ShownPrice {
  const { from, to } = priceRange(product);
  if (from.minor === to.minor) return { variant: shown, before: undefined };
  const cheapest = (one: Variant) => one.price.minor === from.minor;
  const variant =
    product.variants.find((one) => cheapest(one) && isAvailable(one)) ?? product.variants.find(cheapest);
  return { variant: variant ?? shown, before: messagesOf(locale).product.from };
}
