import { termOf } from '#src/language/tokenizer.ts';
import { filterText } from '#src/query/filter-text.ts';
import { isNegated } from '#src/query/filters.ts';
import { emptyQuery, type SearchQuery } from '#src/query/search-query.ts';
import { BLOCK_BITS, type PostingList } from '../engine/data-structures/posting-list.ts';
import { fieldQuery } from '../filter/field-query.ts';
import type { Matches } from '../list/execute.ts';
import { namesOf } from '../list/of-kind.ts';
import type { Unmatched } from '../result.ts';
import { postingLists } from '../retrieve/posting-cache.ts';
import type { QueryTerm } from '../retrieve/query-terms.ts';
import { sayingProducts } from '../retrieve/saying-products.ts';
import { retryOnSwap } from '../snapshot/retry-on-swap.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';

type Few = Extract<Unmatched, { kind: 'few' }>;

const FEW_SHARE = 0.02; // of the products of the kind
const LEAST = 20; // products of a kind of which few is said
const MOST = 20_000; // products that are counted

interface Kind {
  readonly name: string;
  readonly isCategory: boolean;
  readonly products: ReadonlySet<number>;
}

/**
 * What there is to say of words that tell how the thing has to be, where none or hardly any product of its kind holds
 * them: those in the category that was named, else those whose names say so.
 */
export const fewMentions = (
  snapshot: Snapshot,
  query: SearchQuery,
  { terms, correctedText }: Pick<Matches, 'terms' | 'correctedText'>,
  locale: string,
): Promise<readonly Few[]> =>
  retryOnSwap(
    snapshot.db,
    async (current) => {
      const noun = query.thing?.split(/\s+/) ?? [];
      const words = [...new Set([...noun.slice(0, -1), ...(query.having ?? [])])];
      const asked = words.flatMap((word) => {
        // What was misspelt is another word by now.
        if (correctedText !== null && !correctedText.toLowerCase().includes(word.toLowerCase())) return [];
        const group = terms.find(({ token }) => token.term === termOf(word.toLowerCase()));
        return group ? [{ word, ids: group.alternatives.map(({ term }) => term) }] : [];
      });
      if (!asked.length || current.index.generation === 0) return [];
      const lists = await postingLists(
        current.db,
        current.index,
        asked.flatMap(({ ids }) => ids),
      );
      const kind = await kindOf(current, query, terms, locale);
      if (!kind) return [];
      const { products, ...named } = kind;
      const of = products.size;
      return asked.flatMap(({ word, ids }): readonly Few[] => {
        const own = ids.flatMap((id) => lists.get(id) ?? []);
        const count = new Set(own.flatMap(idsOf).filter((id) => products.has(id))).size;
        if (count > 0 && (of < LEAST || count > Math.max(1, of * FEW_SHARE))) return [];
        // What a name, kind or tag says is sold, if seldom.
        const isNamed = own.some((list) => sayingProducts(list, MOST).some((id) => products.has(id)));
        if (count > 0 && isNamed) return [];
        return [{ kind: 'few', ...named, word, count, of }];
      });
    },
    snapshot,
  );

async function kindOf(
  { db, index, columns, keys }: Snapshot,
  query: SearchQuery,
  terms: readonly QueryTerm[],
  locale: string,
): Promise<Kind | null> {
  const [category] = query.filters.filter((filter) => filter.key === 'category' && !isNegated(filter));
  if (category) {
    const within = columns.engine.matching(fieldQuery({ ...emptyQuery, filters: [category] }, keys));
    const products = within.list(MOST);
    return products && { name: filterText(category, locale), isCategory: true, products: new Set(products) };
  }
  const name = query.thing?.split(/\s+/).at(-1);
  const head = terms.find(({ token }) => token.term === termOf(name?.toLowerCase() ?? ''));
  if (!name || !head) return null;
  const names = namesOf(head);
  const lists = await postingLists(db, index, [...names, ...names.map(Math.abs)]);
  const called = names.flatMap((term) => lists.get(term) ?? []);
  if (!called.length || called.some(({ length }) => length > MOST)) return null;
  // "Fountain Pump Set" is called a set, and its name says pump all the same.
  const saying = names.flatMap((term) => sayingProducts(lists.get(Math.abs(term)), MOST));
  return { name, isCategory: false, products: new Set([...called.flatMap(idsOf), ...saying]) };
}

const idsOf = ({ blocks }: PostingList): readonly number[] =>
  blocks.flatMap(({ number, posts }) =>
    Array.from(posts, (post) => number * 2 ** BLOCK_BITS + (post >>> BLOCK_BITS)),
  );
