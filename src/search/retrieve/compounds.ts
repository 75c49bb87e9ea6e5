import { integer, text } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';
import { beginningsOf, endsOf, firstPartsOf, GERMAN_WORDS, rootOf } from '#src/language/german/compounds.ts';
import { termOf } from '#src/language/tokenizer.ts';
import { tablesOf } from '../index/index-tables.ts';
import { indexCache, type WordIndex } from './index-cache.ts';
import type { Term } from './term.ts';
import { lookUp } from './term-dictionary.ts';

const MOST = 32; // compounds of a word, those that the most products hold
const GERMAN_FROM = 0.01; // share of the products that hold the words by which German is told: titles hold few

/** Whether the catalogue is written in German, or much of it. `known`: the words by which that is told, among others. */
export const isGerman = (known: ReadonlyMap<string, Term>, products: number): boolean =>
  GERMAN_WORDS.reduce((sum, word) => sum + (known.get(word)?.df ?? 0), 0) > products * GERMAN_FROM;

/** A word's other forms, and the compounds of it: what begins with another word of the catalogue. Cached until it changes. */
export async function compoundsOf(
  db: Database,
  index: WordIndex,
  word: string,
): Promise<readonly Pick<Term, 'id' | 'word' | 'df'>[]> {
  const { compounds: cached } = await indexCache(db, index);
  const before = cached.get(word);
  if (before) return before;
  const root = rootOf(word);
  const found = root ? await readCompounds(db, index, root) : [];
  cached.set(word, found);
  return found;
}

async function readCompounds(db: Database, index: WordIndex, root: string) {
  // Every term is looked through: a German shop does so once for each word that is asked.
  const { rows } = await rowsOf({ id: integer, word: text, df: integer, surface: text })`
    select id, word, df, surface from ${tablesOf(index.generation).term}
    where df > 0 and surface like any(${endsOf(root).map((end) => `%${end}`)}::text[])
    order by df desc, id limit ${MOST}`.execute(db);
  const parts = new Map(rows.map(({ surface }) => [surface, firstPartsOf(surface, root)]));
  const firsts = await lookUp(db, index, [...parts.values()].flat().map(termOf));
  const isCompound = (surface: string) =>
    parts.get(surface)?.some((part) => !part || (firsts.get(termOf(part))?.df ?? 0) > 0);
  return rows.filter(({ surface }) => isCompound(surface));
}

/** For a word that no product holds: those that begin with it, else the longest that it begins with. */
export async function sharingBeginning(
  db: Database,
  index: WordIndex,
  word: string,
): Promise<readonly Pick<Term, 'id' | 'word' | 'df'>[]> {
  if (!beginningsOf(word).length) return [];
  const { rows } = await rowsOf({ id: integer, word: text, df: integer })`
    select id, word, df from ${tablesOf(index.generation).term}
    where df > 0 and surface like ${`${word}%`} order by df desc, id limit ${MOST}`.execute(db);
  if (rows.length) return rows;
  const parts = beginningsOf(word).map(termOf);
  const known = await lookUp(db, index, parts);
  const part = parts.map((one) => known.get(one)).find((one) => one !== undefined && one.df > 0);
  return part ? [part] : [];
}
