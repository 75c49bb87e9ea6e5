import { sql } from 'kysely';
import { productsById } from '#src/catalog/product-store.ts';
import type { Product } from '#src/catalog/product.ts';
import type { Database } from '#src/database/database.ts';
import type { Embedder } from '#src/embeddings/embedder.ts';
import { project } from '#src/embeddings/lsa.ts';
import { fieldTokens, textsOf, type FieldTokens, type Lengths } from './bm25f-impacts.ts';
import {
  OWN_VECTORS,
  createTables,
  createVectorTables,
  finishTables,
  settleTables,
  tablesOf,
} from './index-tables.ts';
import { corpusStatistics, type Lsa, type WordsOf } from './corpus-statistics.ts';
import { writeBlock } from './write-postings.ts';
import { BLOCK_SIZE } from '../engine/data-structures/posting-list.ts';
import { bagOf, entryHash, entryOf, frequenciesOf, type ProductDocument } from './document.ts';
import { withForm, writeDocuments, writeTerms, writeVectors, type Term } from './write-documents.ts';

export interface Build {
  readonly generation: number;
  readonly words: WordsOf;
  /** null: the catalogue's own vectors. */
  readonly embedder: Embedder | null;
  /** Called after every batch; `of` counts the products. */
  readonly progress: (done: number, of: number) => void;
  /** Says that the builder lives; throws where another has taken its turn. */
  readonly beat: () => Promise<void>;
}

export interface Built {
  readonly products: number;
  readonly lengths: Lengths;
  readonly vectors: string | null;
}

const BATCH = 250;
const MANY_PRODUCTS = 5_000; // from here on a word that one product alone holds is as often itself a slip

/** Builds every table of a generation that nobody reads yet, batch by batch in bounded memory. */
export async function buildIndex(
  db: Database,
  products: readonly { readonly id: number; readonly contentHash: string }[],
  build: Build,
): Promise<Built> {
  const { generation, words, embedder, beat } = build;
  const ids = products.map((product) => product.id);
  const hashOf = new Map(products.map((product) => [product.id, product.contentHash]));
  const learned = await corpusStatistics(db, ids, words, embedder === null, breather());
  const { lengths } = learned;
  const lsa = learned.lsa?.subspace.dimensions ? learned.lsa : null; // a handful of products spans no space
  await beat();
  await createTables(db, generation);
  const dimensions = lsa?.subspace.dimensions ?? embedder?.dimensions ?? null;
  if (dimensions) await createVectorTables(db, generation, dimensions);
  const terms = openTerms();
  let done = 0;
  let hasVectors = dimensions !== null;
  for (let at = 0; at < ids.length; at += BATCH) {
    const batch = await productsById(db, ids.slice(at, at + BATCH));
    const read = batch.map((product) => ({ product, tokens: tokensOfProduct(product, words) }));
    const entries = read.map(({ product, tokens }) => {
      const prose = words(product.slug);
      const hash = entryHash(hashOf.get(product.id) ?? '', prose);
      return entryOf(product, hash, textsOf(product, prose), tokens, lengths);
    });
    for (const entry of entries) terms.count(entry);
    await db.transaction().execute((trx) => writeDocuments(trx, generation, entries, terms.numberOf));
    if (lsa) {
      const vectors = read.map(({ product, tokens }) => [product.id, ownVector(tokens, lsa)] as const);
      await writeVectors(db, 'productVector', generation, vectors);
    } else if (embedder) {
      const vectors = await embedder.embed(
        batch.map((product) => embeddedText(product, words(product.slug))),
      );
      const [first] = vectors;
      if (first && !hasVectors) await createVectorTables(db, generation, first.length);
      hasVectors ||= first !== undefined;
      const rows = batch.flatMap((product, n) => (vectors[n] ? [[product.id, vectors[n]] as const] : []));
      await writeVectors(db, 'productVector', generation, rows);
    }
    done += batch.length;
    build.progress(Math.min(done, ids.length), ids.length);
    await beat();
  }
  for (const block of new Set(ids.map((id) => Math.floor(id / BLOCK_SIZE)))) {
    await withoutTimeout(db, (trx) => writeBlock(trx, generation, block));
    await beat();
  }
  await writeTerms(db, generation, terms.all(), ids.length < MANY_PRODUCTS ? 1 : 2);
  if (lsa) await writeTermVectors(db, generation, lsa, terms.numberOf);
  await beat();
  await withoutTimeout(db, (trx) => finishTables(trx, generation));
  await settleTables(db, generation);
  if (hasVectors) await sql`vacuum (analyze) ${tablesOf(generation).productVector}`.execute(db);
  return { products: done, lengths, vectors: hasVectors ? (embedder?.name ?? OWN_VECTORS) : null };
}

const tokensOfProduct = (product: Product, words: WordsOf): FieldTokens =>
  fieldTokens(textsOf(product, words(product.slug)));

const ownVector = (tokens: FieldTokens, lsa: Lsa): Float32Array =>
  project(
    bagOf(
      frequenciesOf(tokens),
      (term) => lsa.numberOf.get(term),
      (number) => lsa.idf[number] ?? 0,
    ),
    lsa.subspace,
  );

/** What a sentence model is given of a product: what it is first, since models read the start of a text best. */
export function embeddedText(product: Product, words: string): string {
  const texts = textsOf(product, words);
  return [
    texts.title,
    texts.class,
    texts.brand,
    texts.attributes.slice(0, 500),
    texts.description,
    texts.editorial,
  ]
    .filter(Boolean)
    .join('\n')
    .slice(0, 2_000);
}

/** A question is folded in as the sum of its words' rows, so each row carries the word's idf. */
async function writeTermVectors(
  db: Database,
  generation: number,
  { numberOf, idf, subspace }: Lsa,
  idOf: (term: string) => number,
): Promise<void> {
  const rows = [...numberOf].map(([term, number]) => {
    const from = number * subspace.dimensions;
    const vector = subspace.basis.slice(from, from + subspace.dimensions);
    for (let at = 0; at < vector.length; at += 1) vector[at] = (vector[at] ?? 0) * (idf[number] ?? 0);
    return [idOf(term), vector] as const;
  });
  for (let at = 0; at < rows.length; at += 1_000) {
    await writeVectors(db, 'termVector', generation, rows.slice(at, at + 1_000));
  }
}

/** Numbers of terms in order of first sight, with how many products hold each and how it is written. */
function openTerms() {
  const known = new Map<string, { -readonly [key in keyof Term]: Term[key] } & { votes: number }>();
  const entry = (word: string) => {
    let found = known.get(word);
    if (!found) {
      found = { id: known.size + 1, word, df: 0, surface: word, votes: 0, forms: [], inTitle: false };
      known.set(word, found);
    }
    return found;
  };
  return {
    numberOf: (term: string) => entry(term).id,
    count({ impacts, title, forms }: ProductDocument) {
      for (const [term] of impacts) entry(term).df += 1;
      for (const term of title) entry(term).inTitle = true;
      for (const [word, term] of forms) {
        const found = entry(term);
        // Majority vote (Boyer & Moore): the spelling that most products use, in constant memory.
        if (found.votes === 0) found.surface = word;
        found.votes += word === found.surface ? 1 : -1;
        found.forms = withForm(found.forms, word);
      }
    },
    all: (): readonly Term[] => [...known.values()],
  };
}

async function withoutTimeout(db: Database, work: (trx: Database) => Promise<void>): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`set local statement_timeout = 0`.execute(trx);
    await work(trx);
  });
}

/** Gives the event loop a turn whenever 20 ms of work have passed, so that a server answers while it builds. */
function breather(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < 20) return;
    await new Promise((resolve) => setImmediate(resolve));
    since = performance.now();
  };
}
