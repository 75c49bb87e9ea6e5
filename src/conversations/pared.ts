import type { Product } from '#src/catalog/product.ts';
import type { Filter } from '#src/query/search-query.ts';
import { satisfyingVariants, type CheckedFilters } from '#src/query/satisfying-variants.ts';
import { isOrdinary } from '#src/language/common-adjectives.ts';
import { isWeak } from '#src/language/low-weight-words.ts';
import { exactSynonymsOf } from '#src/language/synonyms.ts';
import { tokensOf } from '#src/language/tokenizer.ts';

/** How a product holds a word: is called so, bears it in its name, states it, or speaks of it. */
const CALLED = 4;
const NAMED = 3;
const STATED = 2;
const SPOKEN = 1;

/** What is looked at beside the products: what was preferred, and the words that ranked. */
export interface Asked extends Omit<CheckedFilters, 'filters'> {
  readonly preferences: readonly Filter[];
  readonly text: string;
}

/**
 * Of ranked products those that are what the first is: what was preferred or said and the first satisfies, every other
 * has to. Where the first is called by a word ("tights"), another has to be; where it bears or states one, another has to
 * bear or state it; where only its description speaks of one, another has to hold it somewhere.
 */
export function pared<Hit extends { readonly product: Product }>(
  hits: readonly Hit[],
  { preferences, text, keys, locale }: Asked,
): readonly Hit[] {
  const [first, ...others] = hits;
  if (!first || !others.length) return hits;
  const meets = (product: Product, filter: Filter) =>
    satisfyingVariants(product, { filters: [filter], keys, locale }).length > 0;
  const preferred = preferences.filter((one) => meets(first.product, one));
  const own = heldBy(first.product);
  const asked = termsOf(text).map((term) => ({
    term,
    least: Math.min(own(term), own(term) === NAMED ? STATED : CALLED),
  }));
  return [
    first,
    ...others.filter(({ product }) => {
      const held = heldBy(product);
      return (
        preferred.every((one) => meets(product, one)) && asked.every(({ term, least }) => held(term) >= least)
      );
    }),
  ];
}

/** The words of a text that may tell one thing from another. */
const termsOf = (text: string): readonly string[] => [
  ...new Set(
    tokensOf(text).flatMap(({ term, word }) =>
      term.length > 2 && !/^\p{N}/u.test(term) && !isWeak(term) && !isOrdinary(word) ? [term] : [],
    ),
  ),
];

const setOf = (...texts: readonly (string | null | undefined)[]): ReadonlySet<string> =>
  new Set(texts.flatMap((one) => tokensOf(one ?? '').map(({ term }) => term)));

/** How strongly a product holds a term, or another word for it. */
function heldBy(product: Product): (term: string) => number {
  const last = (text: string | null) => tokensOf(text ?? '').at(-1)?.term;
  const called = new Set([last(product.title), last(product.productType)]);
  const named = setOf(product.title, product.productType);
  const attributes = [...product.attributes, ...product.variants.flatMap((one) => one.attributes)];
  const stated = setOf(
    ...product.categoryPath,
    ...product.tags,
    ...attributes.flatMap((one) =>
      one.kind === 'words' ? one.values : one.kind === 'flag' && !one.value ? [] : [one.label],
    ),
    ...product.options.flatMap(({ values }) => values),
  );
  const spoken = setOf(product.description);
  const of = (term: string): number =>
    called.has(term)
      ? CALLED
      : named.has(term)
        ? NAMED
        : stated.has(term)
          ? STATED
          : spoken.has(term)
            ? SPOKEN
            : 0;
  return (term) => Math.max(of(term), ...exactSynonymsOf(term).map(of));
}
