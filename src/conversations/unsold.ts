import { attributeText, type Product } from '#src/catalog/product.ts';
import { headOfQuestion } from '#src/language/head-noun.ts';
import { synonymsOf } from '#src/language/synonyms.ts';
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
 * name or kind: a bottle is no helmet, though both go on a bike. Only where no filter was read from the words.
 */
export function withoutUnrelated(result: SearchResult): SearchResult {
  const { query, hits } = result;
  const terms = tokensOf(query.text);
  const head = headOfQuestion(query.text);
  const plain =
    !query.filters.length && !query.preferences.length && terms.length > 0 && terms.length <= MOST_TERMS;
  if (!plain || head === null || ANY.has(head) || !hits.length) return result;
  const names = [head, ...synonymsOf(head)];
  const holds = (text: string) => tokensOf(text).some(({ term }) => names.includes(term));
  const described = hits.filter(({ product }) => holds(product.description)).length;
  if (described >= OFTEN || hits.some(({ product }) => holds(nameOf(product)))) return result;
  // Massage balls and sticks are massage tools, whatever they are called.
  const related = hits.filter(({ product }) => {
    const held = new Set(tokensOf(nameOf(product)).map(({ term }) => term));
    return terms.some(({ term }) => term !== head && held.has(term));
  });
  if (related.length >= RELATED) return result;
  const word = terms.find(({ term }) => term === head)?.word ?? head;
  return {
    ...result,
    total: 0,
    pages: 0,
    hits: [],
    nearMisses: [],
    unmatched: [{ kind: 'thing', name: word }],
  };
}

/** What names a product and its kind, and what is stated of it in words. */
const nameOf = (product: Product): string =>
  [
    product.title,
    product.productType ?? '',
    ...product.categoryPath,
    ...product.tags,
    ...product.attributes.flatMap((one) => (one.kind === 'number' ? [] : [one.label, attributeText(one)])),
  ].join(' ');
