import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { vectorText } from '#src/embeddings/embedder.ts';
import { asHead, tablesOf } from './index-tables.ts';
import type { ProductDocument } from './document.ts';
import { canBeMisspelt, deletionsOf } from '#src/language/edit-distance.ts';

const TERMS_A_STATEMENT = 10_000;

/** Writes products' entries; terms must have numbers by now. */
export async function writeDocuments(
  db: Database,
  generation: number,
  entries: readonly ProductDocument[],
  numberOf: (term: string) => number,
): Promise<void> {
  if (!entries.length) return;
  const { doc } = tablesOf(generation);
  const numbers = (terms: readonly string[]) => terms.map(numberOf);
  // One text of numbers a product: unnest flattens arrays of arrays.
  const list = (terms: readonly string[]) => `{${numbers(terms).join(',')}}`;
  const ids = entries.map((entry) => entry.product);
  const posts = entries.map((entry) => [
    ...entry.impacts.map(([term, weight]) => [numberOf(term), weight] as const),
    ...headPosts(entry).map(([term, weight]) => [asHead(numberOf(term)), weight] as const),
  ]);
  await sql`
    insert into ${doc} (product, hash, terms, weights, title, about, first, later, goes_with, for_children)
    select product, hash, terms::integer[], weights::real[], title, about, first::integer[], later::integer[],
      goes_with::integer[], for_children
    from unnest(${ids}::integer[], ${entries.map((entry) => entry.hash)}::text[],
      ${posts.map((of) => `{${of.map(([term]) => term).join(',')}}`)}::text[],
      ${posts.map((of) => `{${of.map(([, weight]) => weight.toPrecision(5)).join(',')}}`)}::text[],
      ${entries.map((entry) => ` ${numbers(entry.title).join(' ')} `)}::text[],
      ${entries.map((entry) => ` ${numbers(entry.about).join(' ')} `)}::text[],
      ${entries.map((entry) => list(entry.first))}::text[], ${entries.map((entry) => list(entry.later))}::text[],
      ${entries.map((entry) => list(entry.goesWith))}::text[],
      ${entries.map((entry) => entry.forChildren)}::boolean[])
      e (product, hash, terms, weights, title, about, first, later, goes_with, for_children)`.execute(db);
}

const PLACES = [0.8, 0.5, 0.3]; // of the nouns behind a title's first: the farther, the surer it says how or with what

/** The nouns that a product is called by, each with how surely it is one of those. */
function headPosts({ first, later }: ProductDocument): readonly (readonly [string, number])[] {
  const surest = new Map(later.slice(0, PLACES.length).map((term, at) => [term, PLACES[at] ?? 0]));
  for (const term of first) surest.set(term, 1);
  return [...surest];
}

export interface Term {
  readonly id: number;
  readonly word: string;
  readonly df: number;
  readonly surface: string;
  readonly forms: readonly string[];
  readonly inTitle: boolean;
}

const FORMS = 8; // of one term at most

/** A term's written forms with one more, as far as it can be misspelt. */
export const withForm = (forms: readonly string[], word: string): readonly string[] =>
  forms.length >= FORMS || forms.includes(word) || !canBeMisspelt(word) ? forms : [...forms, word];

/** Writes new terms and the strings under which their misspellings find them. */
export async function writeTerms(
  db: Database,
  generation: number,
  terms: readonly Term[],
  leastProducts: number,
): Promise<void> {
  const { term } = tablesOf(generation);
  for (let at = 0; at < terms.length; at += TERMS_A_STATEMENT) {
    const some = terms.slice(at, at + TERMS_A_STATEMENT);
    await sql`
      insert into ${term} (id, word, df, surface, forms, in_title)
      select id, word, df, surface, forms::text[], in_title
      from unnest(${some.map((one) => one.id)}::integer[], ${some.map((one) => one.word)}::text[],
        ${some.map((one) => one.df)}::integer[], ${some.map((one) => one.surface)}::text[],
        ${some.map((one) => listOfWords(one.forms))}::text[], ${some.map((one) => one.inTitle)}::boolean[])
        t (id, word, df, surface, forms, in_title)`.execute(db);
    const near = some.filter((one) => one.df >= leastProducts);
    await writeSpellings(db, generation, near);
  }
}

/** Written forms are letters alone. */
const listOfWords = (words: readonly string[]): string => `{${words.map((word) => `"${word}"`).join(',')}}`;

/** Adds written forms to terms that are there. */
export async function addForms(
  db: Database,
  generation: number,
  terms: readonly Pick<Term, 'id' | 'forms'>[],
): Promise<void> {
  if (!terms.length) return;
  await sql`
    update ${tablesOf(generation).term} t set forms = t.forms || n.forms::text[]
    from unnest(${terms.map((one) => one.id)}::integer[],
      ${terms.map((one) => listOfWords(one.forms))}::text[]) n (id, forms) where t.id = n.id`.execute(db);
  await writeSpellings(db, generation, terms);
}

async function writeSpellings(
  db: Database,
  generation: number,
  terms: readonly Pick<Term, 'id' | 'forms'>[],
): Promise<void> {
  const pairs = terms.flatMap(({ id, forms }) =>
    [...new Set(forms.flatMap(deletionsOf))].map((deletion) => [deletion, id] as const),
  );
  for (let from = 0; from < pairs.length; from += 50_000) {
    const slice = pairs.slice(from, from + 50_000);
    await sql`
      insert into ${tablesOf(generation).spelling} (deletion, term)
      select * from unnest(${slice.map(([deletion]) => deletion)}::integer[],
        ${slice.map(([, id]) => id)}::integer[])`.execute(db);
  }
}

export async function writeVectors(
  db: Database,
  table: 'productVector' | 'termVector',
  generation: number,
  vectors: readonly (readonly [number, Float32Array])[],
): Promise<void> {
  const some = vectors.filter(([, vector]) => vector.some((value) => value !== 0));
  if (!some.length) return;
  await sql`
    insert into ${tablesOf(generation)[table]}
    select id, vector::halfvec from unnest(${some.map(([id]) => id)}::integer[],
      ${some.map(([, vector]) => vectorText(vector))}::text[]) v (id, vector)`.execute(db);
}
