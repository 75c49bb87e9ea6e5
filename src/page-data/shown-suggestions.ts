import { productPath } from '#src/catalog/addresses.ts';
import { chosenVariant } from '#src/catalog/product.ts';
import { shownBySlug } from '#src/catalog/shown-products.ts';
import type { Database } from '#src/database/database.ts';
import { formatMoney } from '#src/money/money.ts';
import type { Suggestion } from '#src/search/result.ts';
import { pictureOf } from './picture.ts';
import { shownPrice } from './shown-price.ts';

export interface ShownSuggestion extends Suggestion {
  /** The picture of a product and its price as cards print it: `from $24`. */
  readonly product?: { readonly picture: string; readonly price: string };
}

/** Suggestions with what a list shows beside the name of a product. */
export async function shownSuggestions(
  db: Database,
  locale: string,
  suggestions: readonly Suggestion[],
): Promise<readonly ShownSuggestion[]> {
  const slugs = suggestions.flatMap(({ kind, href }) =>
    kind === 'product' ? [decodeURIComponent(href.slice('/p/'.length))] : [],
  );
  const products = new Map(
    (await shownBySlug(db, slugs)).map((product) => [productPath(product.slug), product]),
  );
  return suggestions.map((one) => {
    const product = products.get(one.href);
    if (!product) return one;
    const shown = chosenVariant(product);
    const { variant, before } = shownPrice(product, locale, shown);
    const price = [before, formatMoney(variant.price, locale)].filter(Boolean).join(' ');
    return { ...one, product: { picture: pictureOf(product, shown).url, price } };
  });
}
