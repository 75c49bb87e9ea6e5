import type { Database } from '#src/database/database.ts';
import { factsVersion } from '#src/search/attributes/attribute-keys.ts';
import type { Need } from '#src/search/query.ts';
import { MOST_LIMITS, needFromQuery } from '#src/search/query/query-string.ts';
import { understand } from '#src/search/understand/parse-question.ts';
import { readVocabulary, type Vocabulary } from '#src/search/understand/vocabulary.ts';

const kept = new WeakMap<Database, { readonly version: number; readonly vocabulary: Promise<Vocabulary> }>();

/** The catalogue's vocabulary, read anew only after the facts have changed. */
async function vocabularyNow(db: Database): Promise<Vocabulary> {
  const version = await factsVersion(db);
  const known = kept.get(db);
  if (known?.version === version) return known.vocabulary;
  const vocabulary = readVocabulary(db);
  kept.set(db, { version, vocabulary });
  vocabulary.catch(() => kept.delete(db));
  return vocabulary;
}

/**
 * What an address asks for: its limits as they are, its words understood. Where both speak of the same key the
 * address wins, so that a filter set by hand is never undone by words that are still in the box.
 */
export async function understandAddress(
  db: Database,
  params: URLSearchParams,
  currency: string,
): Promise<Need> {
  const told = needFromQuery(params, currency);
  if (!told.text) return told;
  const understood = understand(await vocabularyNow(db), told.text);
  const set = new Set(told.limits.map((limit) => limit.key));
  return {
    ...understood,
    limits: [...told.limits, ...understood.limits.filter((limit) => !set.has(limit.key))].slice(
      0,
      MOST_LIMITS,
    ),
    sort: told.sort === 'best' ? understood.sort : told.sort,
    includeSoldOut: told.includeSoldOut || understood.includeSoldOut,
    quantity: told.quantity ?? understood.quantity,
    recipient: told.recipient ?? understood.recipient,
  };
}
