import { productsById } from '#src/catalog/product-store.ts';
import type { Database } from '#src/database/database.ts';
import { findSubspace, type Bag, type Subspace } from '#src/embeddings/lsa.ts';
import { seeded } from '#src/numbers/seeded.ts';
import { fields, fieldTokens, textsOf, type Lengths } from './bm25f-impacts.ts';
import { bagOf, frequenciesOf } from './document.ts';
import { leastDescribed, type Field } from '../weights.ts';
import { LSA_DIMENSIONS } from './index-tables.ts';

/** What is learned from a sample of the catalogue before any product is written. */
export interface CorpusStatistics {
  readonly lengths: Lengths;
  /** null where too few products have a description for their words to keep company. */
  readonly lsa: Lsa | null;
}

export interface Lsa {
  readonly numberOf: ReadonlyMap<string, number>;
  readonly idf: Float32Array;
  readonly subspace: Subspace;
}

const SAMPLE = 20_000; // products; averages and word company are steady long before
const LSA_TERMS = 30_000; // the commonest; bounds memory at 30 MB a copy
const BATCH = 250;
const DESCRIBED_FROM = 8; // words of a description or prose that say more than the title

export type WordsOf = (slug: string) => string;

/** Reads an even sample of the products and learns average lengths and, where it helps, their vector space. */
export async function corpusStatistics(
  db: Database,
  ids: readonly number[],
  words: WordsOf,
  withLsa: boolean,
  breathe: () => Promise<void>,
): Promise<CorpusStatistics> {
  const stride = Math.max(1, Math.ceil(ids.length / SAMPLE));
  const sample = ids.filter((_, at) => at % stride === 0);
  const sums = Object.fromEntries(fields.map((field) => [field, { words: 0, products: 0 }])) as Record<
    Field,
    { words: number; products: number }
  >;
  const bags: ReadonlyMap<string, number>[] = [];
  const df = new Map<string, number>();
  let described = 0;
  for (let at = 0; at < sample.length; at += BATCH) {
    for (const product of await productsById(db, sample.slice(at, at + BATCH))) {
      const tokens = fieldTokens(textsOf(product, words(product.slug)));
      for (const field of fields) {
        if (!tokens[field].length) continue;
        sums[field].words += tokens[field].length;
        sums[field].products += 1;
      }
      const prose = tokens.description.length + tokens.editorial.length;
      if (prose >= DESCRIBED_FROM) described += 1;
      if (!withLsa) continue;
      const frequencies = frequenciesOf(tokens);
      for (const term of frequencies.keys()) df.set(term, (df.get(term) ?? 0) + 1);
      bags.push(frequencies);
    }
    await breathe();
  }
  const lengths = Object.fromEntries(
    fields.map((field) => [field, sums[field].words / Math.max(1, sums[field].products)]),
  ) as Record<Field, number>;
  const usable = withLsa && described >= sample.length * leastDescribed && sample.length >= 2;
  return { lengths, lsa: usable ? await learnLsa(bags, df, breathe) : null };
}

async function learnLsa(
  frequencies: readonly ReadonlyMap<string, number>[],
  df: ReadonlyMap<string, number>,
  breathe: () => Promise<void>,
): Promise<Lsa> {
  const terms = [...df]
    .filter(([, count]) => count >= 2)
    .sort((a, b) => b[1] - a[1])
    .slice(0, LSA_TERMS);
  const numberOf = new Map(terms.map(([term], number) => [term, number]));
  const idf = Float32Array.from(terms, ([, count]) => Math.log(1 + frequencies.length / count));
  const bags: Bag[] = frequencies.map((one) =>
    bagOf(
      one,
      (term) => numberOf.get(term),
      (number) => idf[number] ?? 0,
    ),
  );
  const subspace = await findSubspace(bags, terms.length, LSA_DIMENSIONS, seeded(1), breathe);
  return { numberOf, idf, subspace };
}
