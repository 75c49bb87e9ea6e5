import type { Product } from '#src/catalog/product.ts';
import { headsOf } from '#src/language/head-noun.ts';
import type { Vocabulary } from '#src/query-understanding/vocabulary.ts';

/** What the products of one kind share: a category's address, or the noun of their names, as a term. */
export type Kind = { readonly category: string } | { readonly noun: string };

const LEAST = 2; // products of a kind
const MOST = 0.5; // of the shop: what holds more tells departments apart, if anything

/**
 * The kind of a product: its innermost category that holds two products and not most of the shop, else the noun that it
 * shares with other names, else the innermost category that holds two; null where nothing tells it.
 */
export function kindOfProduct(
  { categorySlugs, title, brand }: Product,
  { groups }: Pick<Vocabulary, 'groups'>,
): Kind | null {
  const all = groups.all?.products ?? Infinity;
  const held = categorySlugs.filter((slug) => (groups.byCategory.get(slug)?.products ?? 0) >= LEAST);
  const own = held.at(-1);
  const isNarrow = own !== undefined && (groups.byCategory.get(own)?.products ?? 0) <= all * MOST;
  if (isNarrow) return { category: own };
  const noun = headsOf(title, brand).first.find((one) => calledSo(groups.byTerm.get(one)) >= LEAST);
  if (noun !== undefined) return { noun };
  return own === undefined ? null : { category: own };
}

const calledSo = (group: Vocabulary['groups']['all'] | undefined): number =>
  Object.values(group?.called ?? {}).reduce((sum, products) => sum + products, 0);
