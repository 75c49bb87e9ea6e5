import { integer, text } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';
import { tablesOf } from '../index/index-tables.ts';
import { stepsOf } from '../engine/data-structures/posting-list.ts';

/** What a product's entry is since it was replaced. */
export interface Replaced {
  readonly product: number;
  /** The index's version that this came with. */
  readonly version: number;
  /** Empty where the product is gone. */
  readonly terms: Int32Array;
  /** The impact of each term in steps. */
  readonly steps: Uint16Array;
}

/** The products whose entries were replaced after that version, as they are now, oldest change first. */
export async function replacedSince(
  db: Database,
  generation: number,
  version: number,
): Promise<readonly Replaced[]> {
  const { doc, replaced } = tablesOf(generation);
  const { rows } = await rowsOf({ product: integer, version: integer, terms: text, weights: text })`
    select r.product, r.version, coalesce(array_to_string(d.terms, ' '), '') as terms,
      coalesce(array_to_string(d.weights, ' '), '') as weights
    from ${replaced} r left join ${doc} d on d.product = r.product
    where r.version > ${version} order by r.version`.execute(db);
  return rows.map((row) => ({
    product: row.product,
    version: row.version,
    terms: Int32Array.from(numbersOf(row.terms)),
    steps: Uint16Array.from(numbersOf(row.weights), stepsOf),
  }));
}

const numbersOf = (text: string): readonly number[] => (text ? text.split(' ').map(Number) : []);
