import { chosenVariant, type Product, type Variant } from '#src/catalog/product.ts';
import { reviseQuery } from '#src/conversations/revise-query.ts';
import { withShown } from '#src/conversations/conversation-state.ts';
import { satisfyingVariants } from '#src/query/satisfying-variants.ts';
import { emptyQuery } from '#src/query/search-query.ts';
import { parseQuestion } from '#src/query-understanding/parse-question.ts';
import { queryText } from './query-text.ts';
import type { Turn } from '../state.ts';

/** Remembers that the shopper looks at these products: a single one is "it", several are a listing. */
export function rememberShown(
  turn: Turn,
  sides: readonly { readonly product: Product; readonly variant: Variant }[],
): void {
  sides.forEach(({ product, variant }) => turn.allowedIds.add(product.slug).add(variant.sku));
  const shown = sides.map(({ product: { slug, title }, variant: { sku } }) => ({ slug, sku, title }));
  const [only, ...others] = shown;
  turn.state =
    only && others.length === 0
      ? {
          ...turn.state,
          focus: only,
          seen: [...turn.state.seen, only.slug],
          shown: turn.state.shown.length ? turn.state.shown : [only],
        }
      : withShown(turn.state, shown);
}

/**
 * The variant of the product that satisfies the filters in these words, the search then taking them up; where none
 * does, `isMet` is false and the variant the usual one. `options` says them again: `in blue`.
 */
export function requestedVariant(
  turn: Turn,
  product: Product,
  words: string,
): { readonly isMet: boolean; readonly options: string; readonly variant: Variant } {
  const asked = { ...parseQuestion(turn.vocabulary, words), text: '', sort: emptyQuery.sort };
  const filters = [...asked.filters, ...asked.preferences];
  const [variant] = satisfyingVariants(product, {
    filters,
    keys: turn.vocabulary.keys,
    locale: turn.locale,
  });
  if (variant)
    turn.state = { ...turn.state, query: reviseQuery(turn.state.query, asked, { kind: 'refine' }) };
  const phrase = queryText(asked, turn.vocabulary, turn.locale, '').trim();
  return {
    isMet: variant !== undefined,
    // A value alone, such as a colour, stands after "in".
    options: /^(?:in|for|with|without|under|over|at|up|für|mit|ohne|unter|über|bis|ab) /.test(phrase)
      ? phrase
      : `in ${phrase}`,
    variant: variant ?? chosenVariant(product),
  };
}
