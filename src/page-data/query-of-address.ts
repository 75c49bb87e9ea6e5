import { glossed } from '#src/language/gloss.ts';
import { languageOf } from '#src/messages/messages.ts';
import type { Database } from '#src/database/database.ts';
import type { SearchQuery } from '#src/query/search-query.ts';
import { MOST_FILTERS, fromQueryString } from '#src/query/query-string.ts';
import { parseQuestion } from '#src/query-understanding/parse-question.ts';
import { readVocabulary } from '#src/query-understanding/read-vocabulary.ts';

/**
 * What an address asks for: its limits as they are, its words understood. Where both speak of the same key the
 * address wins, so that a filter set by hand is never undone by words that are still in the box.
 */
export async function queryOfAddress(
  db: Database,
  params: URLSearchParams,
  { currency, locale }: { readonly currency: string; readonly locale: string },
): Promise<SearchQuery> {
  const told = fromQueryString(params, currency);
  if (!told.text) return told;
  const understood = parseQuestion(await readVocabulary(db), glossed(told.text, languageOf(locale)));
  const set = new Set(told.filters.map((filter) => filter.key));
  return {
    ...understood,
    filters: [...told.filters, ...understood.filters.filter((filter) => !set.has(filter.key))].slice(
      0,
      MOST_FILTERS,
    ),
    preferences: understood.preferences.filter((one) => !set.has(one.key)),
    sort: told.sort === 'best' ? understood.sort : told.sort,
    includeSoldOut: told.includeSoldOut || understood.includeSoldOut,
    quantity: told.quantity ?? understood.quantity,
    recipient: told.recipient ?? understood.recipient,
  };
}
