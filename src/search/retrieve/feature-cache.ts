import { sql } from 'kysely';
import { nullable, text } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';
import type { Entry } from '../index/ranking-features.ts';
import { tablesOf } from '../index/index-tables.ts';
import { indexCache, type IndexCache, type WordIndex } from './index-cache.ts';

export interface RankingFeatures {
  /** By the product's number; a product that is gone has none. */
  readonly entries: ReadonlyMap<number, Entry>;
  /** Those of the terms that have one. */
  readonly termVectors: readonly Uint16Array[];
}

/** The entries of those products and the vectors of those terms, cached up to a bound. */
export async function rankingFeaturesOf(
  db: Database,
  index: WordIndex,
  products: readonly number[],
  terms: readonly number[],
): Promise<RankingFeatures> {
  const own = await indexCache(db, index);
  const entries = new Map<number, Entry>();
  const missing: number[] = [];
  for (const product of products) {
    const known = own.entries.get(product);
    // One that was replaced since it was read is another by now.
    const isRight = known && (own.replaced.get(product)?.version ?? 0) <= known.version;
    if (isRight) entries.set(product, known.value);
    else missing.push(product);
  }
  const vectors = new Map(terms.map((term) => [term, own.termVectors.get(term)] as const));
  const unknown = own.hasTermVectors ? [] : terms.filter((term) => vectors.get(term) === undefined);
  if (missing.length || unknown.length) {
    const read = await readEntries(db, index, missing, unknown);
    keep(own, index.version, read);
    for (const [product, entry] of read.entries) entries.set(product, entry);
    for (const [term, vector] of read.termVectors) vectors.set(term, vector);
  }
  return { entries, termVectors: [...vectors.values()].filter((one) => one instanceof Uint16Array) };
}

interface Read {
  readonly entries: ReadonlyMap<number, Entry>;
  readonly termVectors: ReadonlyMap<number, Uint16Array | null>;
}

/** What changes while it is read is replaced at a later version, so that it is read again. */
function keep(own: IndexCache, version: number, { entries, termVectors }: Read): void {
  for (const [product, value] of entries) own.entries.set(product, { value, version });
  for (const [term, vector] of termVectors) own.termVectors.set(term, vector);
}

/** As two texts: a row of eight columns for each product costs twice as much to write and to read again. */
async function readEntries(
  db: Database,
  { generation, vectors }: WordIndex,
  products: readonly number[],
  terms: readonly number[],
): Promise<Read> {
  const { doc, productVector, termVector } = tablesOf(generation);
  const listed = (column: string) => sql`concat(' ', array_to_string(${sql.ref(`d.${column}`)}, ' '), ' ')`;
  const parts = [
    sql`d.product, d.title, d.about, ${listed('first')}, ${listed('later')}, ${listed('goes_with')}`,
    sql`d.for_children::integer`,
  ];
  const entry = sql`concat_ws(',', ${sql.join(parts)})`;
  const whole = vectors ? sql`concat_ws(';', ${entry}, encode(halfvec_send(v.vector), 'base64'))` : entry;
  const { rows } = await rowsOf({ entries: nullable(text), terms: nullable(text) })`
    select (select string_agg(${whole}, '|') from ${doc} d
        ${vectors ? sql`left join ${productVector} v on v.product = d.product` : sql``}
        where d.product = any(${[...products]}::integer[])) as entries,
      ${
        terms.length
          ? sql`(select string_agg(term || ',' || encode(halfvec_send(vector), 'base64'), '|') from ${termVector}
              where term = any(${[...terms]}::integer[]))`
          : sql`null`
      } as terms`.execute(db);
  const [row] = rows;
  const termVectors = new Map<number, Uint16Array | null>(terms.map((term) => [term, null]));
  for (const one of piecesOf(row?.terms)) {
    const [term, vector = ''] = one.split(',');
    termVectors.set(Number(term), vectorOf(vector));
  }
  return { entries: new Map(piecesOf(row?.entries).map(toEntry)), termVectors };
}

const piecesOf = (text: string | null | undefined): readonly string[] => (text ? text.split('|') : []);

function toEntry(text: string): readonly [number, Entry] {
  const end = text.indexOf(';');
  const [product, title = '', about = '', first = '', later = '', goesWith = '', forChildren] = apart(
    end < 0 ? text : text.slice(0, end),
  ).split(',');
  const vector = end < 0 ? null : vectorOf(text.slice(end + 1));
  return [
    Number(product),
    { title, about, first, later, goesWith, forChildren: forChildren === '1', vector },
  ];
}

/** The same digits and blanks as a text of their own: a part of a text keeps the whole of it in memory. */
const apart = (text: string): string => Buffer.from(text, 'latin1').toString('latin1');

const HEADER = 4; // bytes: how many numbers, and two that are zero

/** A vector as pgvector sends it: numbers of 16 bits, highest byte first. */
function vectorOf(base64: string): Uint16Array {
  const sent = Buffer.from(base64, 'base64').subarray(HEADER);
  const vector = new Uint16Array(sent.length / 2);
  for (let at = 0; at < vector.length; at += 1) {
    vector[at] = ((sent[at * 2] ?? 0) << 8) | (sent[at * 2 + 1] ?? 0);
  }
  return vector;
}
