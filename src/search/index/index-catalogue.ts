import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { integer, text } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import { configuredEmbedder } from '#src/embeddings/configured.ts';
import type { Embedder } from '#src/embeddings/embedder.ts';
import { buildIndex } from './build-index.ts';
import { takeBuildLock } from './build-lock.ts';
import { dropTables, readIndexState } from './index-tables.ts';
import type { WordsOf } from './corpus-statistics.ts';
import { writeChangedPostings } from './write-postings.ts';
import { entryHash } from './document.ts';
import { updateDocuments } from './update-documents.ts';
import { bm25, bounds, fieldWeights, leastDescribed } from '../weights.ts';

export interface IndexReport {
  /** `none`: nothing had changed; `some`: those products in place; `all`: a new generation; `busy`: another builds. */
  readonly rebuilt: 'none' | 'some' | 'all' | 'busy';
  readonly products: number;
  readonly vectors: string | null;
}

export interface IndexOptions {
  readonly progress?: (done: number, of: number) => void;
  /** null: the catalogue's own vectors. Default: what the environment names. */
  readonly embedder?: Embedder | null;
  /** Tells apart what `words` gives, for less than making it. Default: the prose itself. */
  readonly wordsHash?: (slug: string) => string;
  /** Builds anew even where nothing has changed. */
  readonly force?: boolean;
}

const CODE_VERSION = 10; // grows with any change of tokens, heads or tables
const ANEW_FROM = 0.1; // share of changed products from which statistics and vectors are learned anew
const PAGE = 5_000;

/**
 * Brings the index up to date with the rows and words. Changes of up to a tenth of the catalogue are made in place;
 * otherwise a new generation is built beside the current one and swapped in by one transaction. `words` gives the
 * shop's own prose of a product as plain text, '' where it has none.
 */
export async function indexCatalogue(
  db: Database,
  words: WordsOf,
  {
    progress = () => {},
    embedder = configuredEmbedder(),
    force = false,
    wordsHash = words,
  }: IndexOptions = {},
): Promise<IndexReport> {
  const settings = indexSettings(embedder);
  const [state, products] = await Promise.all([readIndexState(db), activeProducts(db)]);
  const stamp = stampOf(products, wordsHash);
  const sameSettings = state.generation > 0 && state.settings === settings && !force;
  if (sameSettings && state.stamp === stamp) {
    return { rebuilt: 'none', products: state.products, vectors: state.vectors };
  }
  const claim = await takeBuildLock(db, randomUUID());
  if (!claim) return { rebuilt: 'busy', products: state.products, vectors: state.vectors };
  try {
    if (sameSettings) {
      const changed = await changedProducts(db, state.generation, products, words);
      if (state.changed + changed.length <= products.length * ANEW_FROM) {
        await updateDocuments(db, words, changed, { embedder, progress });
        await writeChangedPostings(db, claim.beat);
        await sql`update search_index set stamp = ${stamp}`.execute(db);
        return { rebuilt: 'some', products: products.length, vectors: state.vectors };
      }
    }
    const build = { generation: claim.generation, words, embedder, progress, beat: claim.beat };
    const built = await buildIndex(db, products, build);
    await claim.swap({ ...built, settings, stamp }, (ids, trx) =>
      updateDocuments(trx, words, ids, { embedder, generation: claim.generation, lengths: built.lengths }),
    );
    return { rebuilt: 'all', products: built.products, vectors: built.vectors };
  } catch (error) {
    await dropTables(db, claim.generation).catch(() => {});
    throw new Error('The search index could not be built; the one before it stays in use.', { cause: error });
  } finally {
    await claim.release();
  }
}

/** Brings single products up to date in place: changed, new, gone or unpublished ones. */
export async function reindexProducts(
  db: Database,
  words: WordsOf,
  ids: readonly number[],
  { embedder = configuredEmbedder() }: Pick<IndexOptions, 'embedder'> = {},
): Promise<void> {
  await updateDocuments(db, words, ids, { embedder });
}

/** Everything that decides what an entry holds besides the product itself. */
export const indexSettings = (embedder: Embedder | null): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        CODE_VERSION,
        fieldWeights,
        bm25,
        bounds.termsOfProduct,
        leastDescribed,
        embedder?.name,
      ]),
    )
    .digest('base64url')
    .slice(0, 22);

interface ActiveProduct {
  readonly id: number;
  readonly slug: string;
  readonly contentHash: string;
}

async function activeProducts(db: Database): Promise<readonly ActiveProduct[]> {
  const all: ActiveProduct[] = [];
  for (let after = 0; ;) {
    const { rows } = await rowsOf({
      ...columns('product', 'id', 'slug'),
      contentHash: tables.product.content_hash,
    })`
      select id, slug, content_hash as "contentHash" from product p
      where id > ${after} and status = 'active' and exists (select from variant v where v.product_id = p.id)
      order by id limit ${PAGE}`.execute(db);
    all.push(...rows);
    if (rows.length < PAGE) return all;
    after = rows.at(-1)?.id ?? after;
  }
}

function stampOf(products: readonly ActiveProduct[], wordsHash: (slug: string) => string): string {
  const stamp = createHash('sha256');
  for (const product of products) {
    stamp.update(`${product.id}:${product.contentHash}:`).update(wordsHash(product.slug)).update('\0');
  }
  return stamp.digest('base64url').slice(0, 22);
}

/** Products whose entry differs from what they are now, and those that have an entry and are gone. */
async function changedProducts(
  db: Database,
  generation: number,
  products: readonly ActiveProduct[],
  words: WordsOf,
): Promise<readonly number[]> {
  const indexed = new Map<number, string>();
  for (let after = 0; ;) {
    const { rows } = await rowsOf({ product: integer, hash: text })`
      select product, hash from ${sql.table(`search_doc_${generation}`)} where product > ${after}
      order by product limit ${PAGE}`.execute(db);
    for (const row of rows) indexed.set(row.product, row.hash);
    if (rows.length < PAGE) break;
    after = rows.at(-1)?.product ?? after;
  }
  const changed: number[] = [];
  for (const product of products) {
    if (indexed.get(product.id) !== entryHash(product.contentHash, words(product.slug)))
      changed.push(product.id);
    indexed.delete(product.id);
  }
  return [...changed, ...indexed.keys()];
}
