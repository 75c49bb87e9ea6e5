import { piecesOfQuestion } from '#src/language/head-noun.ts';
import { asHead } from '../index/index-tables.ts';
import type { Ranking } from '../rank/rank.ts';
import { postingLists } from '../retrieve/posting-cache.ts';
import type { QueryTerm } from '../retrieve/query-terms.ts';
import { sayingProducts } from '../retrieve/saying-products.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { alternatives } from '../weights.ts';

const BEST = 6; // matches, of which one has to be called by a noun of the question
const LEAST = 2; // products that a kind has; the best match alone may be one by the question's own noun
const MOST = 20_000; // products that are called so

/**
 * The products that are called as the question says, null where it names no kind: of the nouns of a question's piece
 * those that its best match is called by. "Wool socks running" names socks, whatever else of wool there is.
 */
export async function productsOfKind(
  { db, index }: Snapshot,
  text: string,
  { ranked, groups, head }: Pick<Ranking, 'ranked' | 'groups' | 'head'>,
): Promise<ReadonlySet<number> | null> {
  const best = ranked.slice(0, BEST).map(({ productId }) => productId);
  for (const piece of piecesOfQuestion(text)) {
    const asked = groups.filter(({ token }) => piece.has(token.term));
    const lists = await postingLists(db, index, asked.flatMap(namesOf));
    const called = asked
      .map((one) => ({
        isHead: one === head,
        things: new Set(namesOf(one).flatMap((term) => sayingProducts(lists.get(term), MOST))),
      }))
      .filter(({ isHead, things }) => things.size >= LEAST || (isHead && things.has(best[0] ?? NaN)))
      .map(({ things }) => things);
    const first = best.find((id) => called.some((things) => things.has(id)));
    if (first === undefined) continue;
    const own = called.filter((things) => things.has(first));
    return own.reduce((both, things) => both.intersection(things));
  }
  return null;
}

/** The terms under which the index lists what is called so, without what is only near in meaning. */
export function namesOf({ alternatives: names }: QueryTerm): readonly number[] {
  const [best] = names;
  const least = (best?.weight ?? 0) * alternatives.synonym;
  return names.filter((one) => one === best || one.weight > least).map(({ term }) => asHead(term));
}
