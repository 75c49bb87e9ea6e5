import { attributeText, type Product } from '#src/catalog/product.ts';
import { withPassages, type ShownProduct } from '#src/catalog/shown-products.ts';
import type { Database } from '#src/database/database.ts';
import type { MatchReason } from '../result.ts';
import { tokensOf } from '#src/language/tokenizer.ts';
import type { QueryTerm } from '../retrieve/query-terms.ts';

const READ = 2_000; // characters of a description that are searched for a sentence to quote
const LONGEST = 240;

/** The field, and the sentence of it, that holds most of what was asked for, of each product. */
export async function matchReasons(
  db: Database,
  ids: readonly number[],
  terms: readonly QueryTerm[],
): Promise<ReadonlyMap<number, MatchReason>> {
  if (!ids.length || !terms.length) return new Map();
  return reasonsOf(await withPassages(db, ids), terms);
}

/** The same of products that were read already. */
export function reasonsOf(
  products: readonly ShownProduct[],
  terms: readonly QueryTerm[],
): ReadonlyMap<number, MatchReason> {
  const wanted = terms.map((term) => ({
    idf: term.idf,
    terms: term.alternatives.map((one) => one.word),
    padded: term.alternatives.map((one) => ` ${one.word} `),
  }));
  return new Map(
    products.flatMap(({ product, beside }) => {
      const reason = bestPassage(product, beside ?? [], wanted);
      return reason ? [[product.id, reason] as const] : [];
    }),
  );
}

interface Wanted {
  readonly idf: number;
  readonly terms: readonly string[];
  /** The same as they stand in what `termsOf` answers. */
  readonly padded: readonly string[];
}

/** Earlier fields win among equals: a title is the plainest reason. */
function bestPassage(
  product: Product,
  editorial: readonly string[],
  wanted: readonly Wanted[],
): MatchReason | null {
  let best: MatchReason | null = null;
  let most = 0;
  const all = wanted.reduce((sum, one) => sum + one.idf, 0);
  for (const [field, passage] of passagesOf(product, editorial)) {
    if (!mayHold(passage, wanted)) continue;
    const terms = termsOf(passage);
    let sum = 0;
    for (const one of wanted) if (one.padded.some((term) => terms.includes(term))) sum += one.idf;
    if (sum <= most + 1e-9) continue;
    most = sum;
    // Nothing later can hold more than everything.
    best = { field, passage: passage.length > LONGEST ? `${passage.slice(0, LONGEST).trimEnd()}…` : passage };
    if (sum >= all - 1e-9) break;
  }
  return best;
}

const MOST_REMEMBERED = 20_000; // passages, of a hundred letters or so
const remembered = new Map<string, string>();

/**
 * The terms of a passage, a space before and after each. The same products answer many questions: reading theirs again
 * costs more than keeping them, as texts, of which a heap holds ten thousands for little.
 */
function termsOf(passage: string): string {
  const known = remembered.get(passage);
  if (known !== undefined) return known;
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  const terms = ` ${tokensOf(passage)
    .map((token) => token.term)
    .join(' ')} `;
  remembered.set(passage, terms);
  return terms;
}

/** A stem but for its last letter stands in every word of it: much cheaper to look for than to read the passage. */
function mayHold(passage: string, wanted: readonly Wanted[]): boolean {
  const lower = passage.toLowerCase();
  return wanted.some(({ terms }) =>
    terms.some((term) => lower.includes(term.length > 3 ? term.slice(0, -1) : term)),
  );
}

/** One after the other: a title mostly holds everything, and nothing behind it is split. */
function* passagesOf(
  product: Product,
  editorial: readonly string[],
): Generator<readonly [MatchReason['field'], string]> {
  yield ['title', product.title];
  if (product.productType) yield ['class', product.productType];
  if (product.brand) yield ['brand', product.brand];
  for (const one of product.attributes) yield ['attributes', `${one.label}: ${attributeText(one)}`];
  for (const text of editorial) for (const one of sentencesOf(text)) yield ['editorial', one];
  for (const one of sentencesOf(product.description.slice(0, READ))) yield ['description', one];
}

const sentencesOf = (text: string): readonly string[] =>
  text
    .split(/(?<=[.!?])\s+(?=[\p{Lu}\d"'])|\n+/u)
    .map((one) => one.trim())
    .filter((one) => one.length > 1);
