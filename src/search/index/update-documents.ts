import { sql } from 'kysely';
import { productsById } from '#src/catalog/product-store.ts';
import { arrayOf, boolean, integer, text } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import { toUnit, type Embedder } from '#src/embeddings/embedder.ts';
import { embeddedText } from './build-index.ts';
import { fieldTokens, textsOf, type FieldTokens, type Lengths } from './bm25f-impacts.ts';
import { OWN_VECTORS, readIndexState, tablesOf } from './index-tables.ts';
import type { WordsOf } from './corpus-statistics.ts';
import { entryHash, entryOf, frequenciesOf, type ProductDocument } from './document.ts';
import { addForms, withForm, writeDocuments, writeTerms, writeVectors } from './write-documents.ts';

export interface ReplaceOptions {
  readonly embedder: Embedder | null;
  readonly progress?: (done: number, of: number) => void;
  /** A generation that is not in use yet, with its average lengths; default: the current one. */
  readonly generation?: number;
  readonly lengths?: Lengths;
}

const BATCH = 100;

/**
 * Takes the old entries of those products out and puts in what they are now, terms and document frequencies
 * included. Average lengths and the vector space stay as the last full build learned them. Nothing happens where
 * there is no index yet: the first build finds the products itself.
 */
export async function updateDocuments(
  db: Database,
  words: WordsOf,
  ids: readonly number[],
  { embedder, progress = () => {}, generation, lengths }: ReplaceOptions,
): Promise<void> {
  const unique = [...new Set(ids)];
  for (let at = 0; at < unique.length; at += BATCH) {
    const some = unique.slice(at, at + BATCH);
    const replace = (trx: Database) => replaceSome(trx, words, some, { embedder, generation, lengths });
    await (db.isTransaction ? replace(db) : db.transaction().execute(replace));
    progress(Math.min(at + BATCH, unique.length), unique.length);
  }
}

async function replaceSome(
  trx: Database,
  words: WordsOf,
  ids: readonly number[],
  options: Omit<ReplaceOptions, 'progress'>,
): Promise<void> {
  // The row lock puts changes and the swap in an order: none is lost, no term gets two numbers.
  await sql`select from search_index for update`.execute(trx);
  const state = await readIndexState(trx);
  const generation = options.generation ?? state.generation;
  if (options.generation === undefined && state.building !== null) {
    await sql`insert into search_changed select unnest(${[...ids]}::bigint[]) on conflict do nothing`.execute(
      trx,
    );
  }
  if (generation === 0) return;
  const hashes = await rowsOf({ id: tables.product.id, hash: tables.product.content_hash })`
    select id, content_hash as hash from product where id = any(${[...ids]}::bigint[])`.execute(trx);
  const hashOf = new Map(hashes.rows.map((row) => [row.id, row.hash]));
  const products = await productsById(trx, ids);
  const read = products.map((product) => {
    const texts = textsOf(product, words(product.slug));
    const tokens = fieldTokens(texts);
    const hash = entryHash(hashOf.get(product.id) ?? '', words(product.slug));
    return {
      product,
      tokens,
      entry: entryOf(product, hash, texts, tokens, options.lengths ?? state.lengths),
    };
  });
  const removed = await removeEntries(trx, generation, ids);
  const numbers = await numberTerms(
    trx,
    generation,
    read.map((one) => one.entry),
  );
  const numberOf = (term: string) => numbers.get(term) ?? lost(term);
  await writeDocuments(
    trx,
    generation,
    read.map((one) => one.entry),
    numberOf,
  );
  const vectors =
    options.generation === undefined ? state.vectors : await vectorsOf(trx, generation, options.embedder);
  if (vectors !== null) await replaceVectors(trx, generation, vectors);
  await sql`
    insert into ${tablesOf(generation).replaced} (product, version)
    select id, ${state.version + 1} from unnest(${[...ids]}::integer[]) r (id)
    on conflict (product) do update set version = excluded.version`.execute(trx);
  if (options.generation === undefined) {
    await sql`
      update search_index set version = version + 1, changed = changed + ${ids.length},
        products = products + ${read.length - removed}`.execute(trx);
  }

  async function replaceVectors(db: Database, of: number, name: string): Promise<void> {
    const { productVector } = tablesOf(of);
    await sql`delete from ${productVector} where product = any(${[...ids]}::integer[])`.execute(db);
    if (name === OWN_VECTORS) {
      for (const { product, tokens } of read) {
        await writeVectors(db, 'productVector', of, [[product.id, await foldIn(db, of, tokens, numbers)]]);
      }
    } else if (options.embedder?.name === name && products.length) {
      const made = await options.embedder.embed(products.map((one) => embeddedText(one, words(one.slug))));
      await writeVectors(
        db,
        'productVector',
        of,
        products.flatMap((one, n) => (made[n] ? [[one.id, made[n]] as const] : [])),
      );
    }
  }
}

async function vectorsOf(
  db: Database,
  generation: number,
  embedder: Embedder | null,
): Promise<string | null> {
  const { rows } = await rowsOf({ there: boolean })`
    select to_regclass(${`search_product_vector_${generation}`}) is not null as there`.execute(db);
  return rows[0]?.there ? (embedder?.name ?? OWN_VECTORS) : null;
}

/** Answers how many there were. */
async function removeEntries(db: Database, generation: number, ids: readonly number[]): Promise<number> {
  const { doc, term } = tablesOf(generation);
  const list = [...ids];
  await sql`
    update ${term} set df = df - gone.n
    from (select t.term, count(*)::integer as n from ${doc} d, unnest(d.terms) t (term)
      where d.product = any(${list}::integer[]) group by t.term) gone
    where id = gone.term`.execute(db);
  const { rows } =
    await sql`delete from ${doc} where product = any(${list}::integer[]) returning product`.execute(db);
  return rows.length;
}

/** Numbers for every term of the entries, new ones added, document frequencies raised. */
async function numberTerms(
  db: Database,
  generation: number,
  entries: readonly ProductDocument[],
): Promise<ReadonlyMap<string, number>> {
  const { term } = tablesOf(generation);
  const counts = new Map<string, number>();
  const written = new Map<string, string[]>();
  for (const entry of entries) {
    for (const [word] of entry.impacts) counts.set(word, (counts.get(word) ?? 0) + 1);
    for (const word of [...entry.title, ...entry.first, ...entry.later, ...entry.goesWith]) {
      if (!counts.has(word)) counts.set(word, 0);
    }
    for (const [word, of] of entry.forms) written.set(of, [...(written.get(of) ?? []), word]);
  }
  const titled = new Set(entries.flatMap((entry) => entry.title));
  const words = [...counts.keys()];
  const known = await rowsOf({ id: integer, word: text, forms: arrayOf(text) })`
    update ${term} t set df = t.df + n.count, in_title = t.in_title or n.in_title
    from unnest(${words}::text[], ${[...counts.values()]}::integer[],
      ${words.map((word) => titled.has(word))}::boolean[]) n (word, count, in_title)
    where t.word = n.word returning t.id, t.word, t.forms`.execute(db);
  const numbers = new Map(known.rows.map((row) => [row.word, row.id]));
  const moreOf = (word: string, forms: readonly string[]) =>
    (written.get(word) ?? []).reduce(withForm, forms).slice(forms.length);
  const grown = known.rows.map(({ id, word, forms }) => ({ id, forms: moreOf(word, forms) }));
  await addForms(
    db,
    generation,
    grown.filter((one) => one.forms.length),
  );
  const { rows } = await rowsOf({ most: integer })`
    select coalesce(max(id), 0)::integer as most from ${term}`.execute(db);
  let most = rows[0]?.most ?? 0;
  const fresh = [...counts].filter(([word]) => !numbers.has(word));
  const added = fresh.map(([word, df]) => {
    most += 1;
    numbers.set(word, most);
    const surface = written.get(word)?.at(-1) ?? word;
    return { id: most, word, df, surface, forms: moreOf(word, []), inTitle: titled.has(word) };
  });
  await writeTerms(db, generation, added, 1);
  return numbers;
}

function lost(term: string): never {
  throw new Error(`The term ${term} was written without a number.`);
}

/** A product's vector in the space the last full build learned; its new words are not in it yet. */
async function foldIn(
  db: Database,
  generation: number,
  tokens: FieldTokens,
  numbers: ReadonlyMap<string, number>,
): Promise<Float32Array> {
  const weightOf = new Map<number, number>();
  for (const [term, weight] of frequenciesOf(tokens)) {
    const number = numbers.get(term);
    if (number !== undefined) weightOf.set(number, weight);
  }
  const { rows } = await rowsOf({ term: integer, vector: text })`
    select term, vector::text as vector from ${tablesOf(generation).termVector}
    where term = any(${[...weightOf.keys()]}::integer[])`.execute(db);
  let sum: Float32Array | null = null;
  for (const row of rows) {
    const vector = JSON.parse(row.vector) as number[];
    sum ??= new Float32Array(vector.length);
    const weight = weightOf.get(row.term) ?? 0;
    for (const [at, value] of vector.entries()) sum[at] = (sum[at] ?? 0) + weight * value;
  }
  return sum ? toUnit(sum) : new Float32Array(1);
}
