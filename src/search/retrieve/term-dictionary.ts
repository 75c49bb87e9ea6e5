import { sql } from 'kysely';
import { arrayOf, boolean, integer, text } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';
import { tablesOf } from '../index/index-tables.ts';
import { indexCache, type WordIndex } from './index-cache.ts';
import type { Term } from './term.ts';

/**
 * Those of the words that the index holds, and those near to one of the `deletions`. No statement where every word is
 * known and nothing near is asked for.
 */
export async function lookUp(
  db: Database,
  index: WordIndex,
  words: readonly string[],
  deletions: readonly number[] = [],
): Promise<ReadonlyMap<string, Term>> {
  const { dictionary, words: cached } = await indexCache(db, index);
  const found = new Map<string, Term>();
  const missing: string[] = [];
  for (const word of new Set(words)) {
    const known = dictionary ? (dictionary.get(word) ?? null) : cached.get(word);
    if (known) found.set(word, known);
    else if (known === undefined) missing.push(word);
  }
  if (!missing.length && !deletions.length) return found;
  const read = await readTerms(db, index, missing, deletions);
  for (const word of missing) cached.set(word, read.get(word) ?? null);
  for (const [word, term] of read) found.set(word, term);
  return found;
}

const shape = {
  id: integer,
  word: text,
  df: integer,
  surface: text,
  forms: arrayOf(text),
  inTitle: boolean,
};
const row = sql`t.id, t.word, t.df, t.surface, t.forms, t.in_title as "inTitle"`;

async function readTerms(
  db: Database,
  { generation }: WordIndex,
  words: readonly string[],
  deletions: readonly number[],
): Promise<ReadonlyMap<string, Term>> {
  const { term, spelling } = tablesOf(generation);
  const near = deletions.length
    ? sql`union select ${row} from ${spelling} s join ${term} t on t.id = s.term
        where s.deletion = any(${[...deletions]}::integer[])`
    : sql``;
  const { rows } = await rowsOf(shape)`
    select ${row} from ${term} t where t.word = any(${[...words]}::text[]) ${near}`.execute(db);
  return new Map(rows.map((one) => [one.word, one]));
}

const MOST_TERMS = 100_000; // words that a process holds all of, some 300 bytes each; of more, those that were asked
const TERMS_AT_ONCE = 4_096;

/** Every word of the index; null where there are too many to hold. */
export async function readDictionary(
  db: Database,
  { generation }: WordIndex,
): Promise<ReadonlyMap<string, Term> | null> {
  const { term } = tablesOf(generation);
  const dictionary = new Map<string, Term>();
  for (let after = -1; ;) {
    const { rows } = await rowsOf(shape)`
      select ${row} from ${term} t where id > ${after} order by id limit ${TERMS_AT_ONCE}`.execute(db);
    for (const one of rows) dictionary.set(one.word, one);
    const last = rows.at(-1);
    if (!last || rows.length < TERMS_AT_ONCE) return dictionary;
    if (dictionary.size > MOST_TERMS) return null;
    after = last.id;
  }
}
