import { attributeText, type Product } from '#src/catalog/product.ts';
import { headOfQuestion } from '#src/language/head-noun.ts';
import { isOrdinary } from '#src/language/common-adjectives.ts';
import { exactSynonymsOf, synonymsOf } from '#src/language/synonyms.ts';
import { tokensOf } from '#src/language/tokenizer.ts';
import type { SearchResult } from '#src/search/result.ts';

const MOST_TERMS = 4; // longer words describe; a thing that is asked for plainly is named in few
/** Heads that stand for whatever the words before them say: "rain gear". */
const ANY: ReadonlySet<string> = new Set(
  tokensOf(
    'gear stuff thing equipment clothes clothing kit item product supplies accessories essentials set outfit',
  ).map(({ term }) => term),
);
const RELATED = 2; // things that another word of the question names
const OFTEN = 3; // descriptions; what so many speak of is what they are about

/**
 * The result without what only shares a word with the thing that was plainly asked for, where nothing found is of that
 * name or kind: a bottle is no helmet, though both go on a bike. Where somebody asks whether it is sold, limits beside it
 * change nothing, and what others would say instead is no name; else only where no filter was read from the words.
 */
export function withoutUnrelated(
  result: SearchResult,
  { asksIfSold = false }: { readonly asksIfSold?: boolean } = {},
): SearchResult {
  const { query, hits } = result;
  const terms = tokensOf(query.text);
  const head = headOfQuestion(query.text);
  const isOpen = asksIfSold
    ? !query.filters.some(({ key }) => key === 'category')
    : !query.filters.length && !query.preferences.length;
  const found = hits.length || !asksIfSold ? hits : result.nearMisses;
  const isPlain = isOpen && terms.length > 0 && terms.length <= MOST_TERMS;
  const isThing =
    head !== null && !ANY.has(head) && terms.some(({ term, word }) => term === head && isNoun(word));
  if (!isPlain || !isThing || !found.length) return result;
  const names = [head, ...(asksIfSold ? exactSynonymsOf(head) : synonymsOf(head))];
  const holds = (text: string) => tokensOf(text).some(({ term }) => names.includes(term));
  const described = found.filter(({ product }) => holds(product.description)).length;
  if (described >= OFTEN || found.some(({ product }) => holds(nameOf(product)))) return result;
  // Massage balls and sticks are massage tools, whatever they are called.
  const before = terms.slice(
    0,
    terms.findIndex(({ term }) => term === head),
  );
  const related = found.filter(({ product }) => {
    const held = new Set(tokensOf(nameOf(product)).map(({ term }) => term));
    return before.some(({ term }) => held.has(term));
  });
  if (related.length >= RELATED) return result;
  const called = [...before.filter(({ word }) => isNoun(word)), ...terms.filter(({ term }) => term === head)];
  const name = called.map(({ word }) => word).join(' ');
  return {
    ...result,
    total: 0,
    pages: 0,
    hits: [],
    nearMisses: [],
    unmatched: [{ kind: 'thing', name }],
  };
}

const isNoun = (word: string): boolean => !isOrdinary(word);

/** What names a product and its kind, and what is stated of it in words. */
const nameOf = (product: Product): string =>
  [
    product.title,
    product.productType ?? '',
    ...product.categoryPath,
    ...product.tags,
    ...product.attributes.flatMap((one) => (one.kind === 'number' ? [] : [one.label, shortText(one)])),
  ].join(' ');

const LONGEST_VALUE = 80; // signs; longer ones are prose, as the description is
const shortText = (one: Product['attributes'][number]): string => {
  const value = attributeText(one);
  return value.length > LONGEST_VALUE ? '' : value;
};
