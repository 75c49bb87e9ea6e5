import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { canBeMisspelt, editDistance, editsAllowed } from '#src/language/edit-distance.ts';
import { synonymsOf } from '#src/language/synonyms.ts';
import { alternatives, passageWeights } from '../weights.ts';

/** A question's term with the terms that may stand for it and what each is worth. */
export type StandIns = ReadonlyMap<string, readonly (readonly [term: string, share: number])[]>;

/** Itself, its synonyms, and, where no passage holds it, the nearest spelling that one does. */
export async function passageTerms(db: Database, terms: readonly string[]): Promise<StandIns> {
  const known = await rowsOf(columns('search_passage_post', 'term'))`
    select distinct term from search_passage_post where term = any(${[...terms]}::text[])`.execute(db);
  const there = new Set(known.rows.map((row) => row.term));
  const unknown = terms.filter((term) => !there.has(term) && canBeMisspelt(term));
  const all = unknown.length
    ? await rowsOf(columns('search_passage_post', 'term'))`select distinct term from search_passage_post
        where left(term, 1) = any(${unknown.map((term) => term[0] ?? '')}::text[])`.execute(db)
    : { rows: [] };
  return new Map(
    terms.map((term) => {
      const others = synonymsOf(term).map((other) => [other, passageWeights.synonym] as const);
      const near = unknown.includes(term)
        ? nearest(
            term,
            all.rows.map((row) => row.term),
          )
        : null;
      return [
        term,
        [[term, 1], ...(near ? [[near, alternatives.spelling[0]] as const] : []), ...others],
      ] as const;
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
