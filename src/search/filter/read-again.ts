import type { Database } from '#src/database/database.ts';
import { parseQuestion } from '#src/query-understanding/parse-question.ts';
import { readVocabulary } from '#src/query-understanding/read-vocabulary.ts';
import type { Filter, SearchQuery } from '#src/query/search-query.ts';

/**
 * A query whose words were misspelt, with what they ask now that they are spelt right: limits, preferences and order that
 * nothing was read of before. Null where they ask no more than to be ranked by.
 */
export async function readAgain(
  db: Database,
  query: SearchQuery,
  corrected: string,
): Promise<SearchQuery | null> {
  // Beside the kind of thing that was named: what is a colour of lamps is none of wines.
  const text = `${corrected} ${kindsOf(query)}`.trim();
  const again = parseQuestion(await readVocabulary(db), text, query);
  const said = new Set([...query.filters, ...query.preferences].map(({ key }) => key));
  const fresh = (all: readonly Filter[]) => all.filter(({ key }) => !said.has(key));
  const [filters, preferences] = [fresh(again.filters), fresh(again.preferences)];
  const sort = query.sort === 'best' ? again.sort : query.sort;
  if (!filters.length && !preferences.length && sort === query.sort) return null;
  return {
    ...query,
    text: again.text,
    filters: [...query.filters, ...filters],
    preferences: [...query.preferences, ...preferences],
    sort,
  };
}

const kindsOf = ({ filters }: SearchQuery): string =>
  filters
    .flatMap((one) => (one.kind === 'any-of' && one.key === 'category' && !one.negated ? one.values : []))
    .map((slug) => slug.split('/').at(-1)?.replaceAll('-', ' ') ?? '')
    .join(' ');
