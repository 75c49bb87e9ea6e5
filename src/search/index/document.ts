import { createHash } from 'node:crypto';
import type { Product } from '#src/catalog/product.ts';
import type { Bag } from '#src/embeddings/lsa.ts';
import { isForChildren } from '#src/catalog/for-children.ts';
import { headsOf } from '#src/language/head-noun.ts';
import { fields, impactsOf, type FieldTokens, type Lengths, type Texts } from './bm25f-impacts.ts';

/** One product as the index holds it, with terms as words: numbers are given where it is written. */
export interface ProductDocument {
  readonly product: number;
  readonly hash: string;
  readonly impacts: readonly (readonly [string, number])[];
  readonly title: readonly string[];
  /** The title without what comes after "for" or "fits". */
  readonly about: readonly string[];
  readonly first: readonly string[];
  readonly later: readonly string[];
  readonly goesWith: readonly string[];
  readonly forChildren: boolean;
  /** The term of each word as it is written. */
  readonly forms: ReadonlyMap<string, string>;
}

export function entryOf(
  product: Product,
  hash: string,
  texts: Texts,
  tokens: FieldTokens,
  average: Lengths,
): ProductDocument {
  const heads = headsOf(texts.title, product.brand);
  // A class is the merchant's own noun for the thing: "Trail running shoe" under a title that is only a name. One that
  // lists several ("Tea & Coffee") is a shelf, and says of none which it is.
  const classes = texts.class.split(' . ').map((one) => headsOf(one));
  const kinds = classes.flatMap(({ first, later }) => (later.length ? [] : first));
  const title = tokens.title.map((token) => token.term);
  // Where the merchant named no type, a kind that the title holds beside its own nouns was read from the title: "Notebook" of
  // a notebook stand.
  const named = [...heads.first, ...heads.later];
  const isGuess = (kind: string) => !product.productType && title.includes(kind) && !named.includes(kind);
  return {
    product: product.id,
    hash,
    impacts: impactsOf(tokens, average),
    title,
    about: title.slice(0, Math.max(0, title.length - heads.goesWith.length)),
    first: [...new Set([...heads.first, ...kinds.filter((kind) => !isGuess(kind))])],
    later: heads.later,
    goesWith: heads.goesWith,
    forChildren: isForChildren(product),
    forms: new Map(
      fields.flatMap((field) => tokens[field].map((token) => [token.word, token.term] as const)),
    ),
  };
}

/** What a product's entry was made from, so that an unchanged product is left alone. */
export const entryHash = (contentHash: string, words: string): string =>
  createHash('sha256').update(contentHash).update('\0').update(words).digest('base64url').slice(0, 22);

const LSA_TITLE = 3; // times a word of the title counts in the product's vector

/** Term frequencies as latent semantic analysis weighs them: 1 + log tf, the title counted three times. */
export function frequenciesOf(tokens: FieldTokens): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const field of fields) {
    if (field === 'codes') continue;
    const each = field === 'title' ? LSA_TITLE : 1;
    for (const { term } of tokens[field]) counts.set(term, (counts.get(term) ?? 0) + each);
  }
  for (const [term, count] of counts) counts.set(term, 1 + Math.log(count));
  return counts;
}

/** Frequencies times idf as a unit bag over numbered terms; terms without a number are left out. */
export function bagOf(
  frequencies: ReadonlyMap<string, number>,
  numberOf: (term: string) => number | undefined,
  idf: (number: number) => number,
): Bag {
  const terms: number[] = [];
  const weights: number[] = [];
  for (const [term, frequency] of frequencies) {
    const number = numberOf(term);
    if (number === undefined) continue;
    terms.push(number);
    weights.push(frequency * idf(number));
  }
  const length = Math.hypot(...weights) || 1;
  return { terms: Int32Array.from(terms), weights: Float32Array.from(weights, (weight) => weight / length) };
}
