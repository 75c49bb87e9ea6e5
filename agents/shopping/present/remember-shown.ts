import { chosenVariant, isAvailable, type Product, type Variant } from '#src/catalog/product.ts';
import { reviseNeed } from '#src/conversations/revise-need.ts';
import { withShown } from '#src/conversations/thread.ts';
import { factsOf } from '#src/search/attributes/attribute-values.ts';
import { breachesOf } from '#src/search/filter/violations.ts';
import { emptyNeed } from '#src/search/query.ts';
import { understand } from '#src/search/understand/parse-question.ts';
import { needPhrase } from './query-text.ts';
import type { Turn } from '../state.ts';

/** Remembers that the shopper looks at these products: a single one is "it", several are a listing. */
export function lookAt(
  turn: Turn,
  sides: readonly { readonly product: Product; readonly variant: Variant }[],
): void {
  sides.forEach(({ product, variant }) => turn.known.add(product.slug).add(variant.sku));
  const shown = sides.map(({ product: { slug, title }, variant: { sku } }) => ({ slug, sku, title }));
  const [only, ...others] = shown;
  turn.thread =
    only && others.length === 0
      ? {
          ...turn.thread,
          focus: only,
          seen: [...turn.thread.seen, only.slug],
          shown: turn.thread.shown.length ? turn.thread.shown : [only],
        }
      : withShown(turn.thread, shown);
}

/** Whether a variant of the product satisfies the limits in these words; where one does, the need takes them up. */
export function wishOf(
  turn: Turn,
  product: Product,
  words: string,
): { readonly wish: 'met' | 'not-met'; readonly wished: string; readonly variant: Variant } {
  const said = { ...understand(turn.vocabulary, words), text: '', sort: emptyNeed.sort };
  const { keys } = turn.vocabulary;
  const facts = factsOf(product, (key) => keys.get(key)?.unit ?? null);
  const variant = product.variants
    .filter(isAvailable)
    .find(
      (one) =>
        breachesOf({ product, variant: one, facts, keys, locale: turn.locale }, said.limits, false).length ===
        0,
    );
  if (variant) turn.thread = { ...turn.thread, need: reviseNeed(turn.thread.need, said, { kind: 'refine' }) };
  const phrase = needPhrase(said, turn.vocabulary, turn.locale, '').trim();
  return {
    wish: variant ? 'met' : 'not-met',
    // A value alone, such as a colour, stands after "in".
    wished: /^(?:in|for|with|without|under|over|at|up) /.test(phrase) ? phrase : `in ${phrase}`,
    variant: variant ?? chosenVariant(product),
  };
}
