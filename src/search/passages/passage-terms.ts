import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { canBeMisspelt, editDistance, editsAllowed } from '#src/language/edit-distance.ts';
import { synonymsOf } from '#src/language/synonyms.ts';
import { passageWeights } from '../weights.ts';

/** A question's term with the terms that may stand for it and what each is worth. */
export type StandIns = ReadonlyMap<string, readonly (readonly [term: string, share: number])[]>;

/** Each term with its synonyms. */
export const standInsOf = (terms: readonly string[]): StandIns =>
  new Map(
    terms.map((term) => [
      term,
      [[term, 1], ...synonymsOf(term).map((other) => [other, passageWeights.synonym] as const)],
    ]),
  );

/** The nearest spelling that some passage holds of each of those terms that none holds. */
export async function nearestTerms(
  db: Database,
  unknown: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const misspelt = unknown.filter(canBeMisspelt);
  if (!misspelt.length) return new Map();
  const { rows } = await rowsOf(columns('search_passage_post', 'term'))`
    select distinct term from search_passage_post
    where left(term, 1) = any(${misspelt.map((term) => term[0] ?? '')}::text[])`.execute(db);
  const held = rows.map(({ term }) => term);
  return new Map(
    misspelt.flatMap((term) => {
      const near = nearest(term, held);
      return near === null ? [] : [[term, near] as const];
    }),
  );
}

function nearest(term: string, among: readonly string[]): string | null {
  const allowed = editsAllowed(term);
  const near = among
    .filter((one) => canBeMisspelt(one) && Math.abs(one.length - term.length) <= allowed)
    .map((one) => ({ one, distance: editDistance(term, one) }))
    .filter(({ distance }) => distance <= allowed)
    .sort((a, b) => a.distance - b.distance);
  return near[0]?.one ?? null;
}
