import { messagesOf } from '#src/messages/messages.ts';
import { filterText, valueText } from '#src/query/filter-text.ts';
import type { Filter, SearchQuery } from '#src/query/search-query.ts';
import type { Vocabulary } from '#src/query-understanding/vocabulary.ts';
import { english, LANGUAGE, spokenIn } from '../understand/language.ts';

/** Where a filter stands: before the noun, or after it. */
interface PlacedWords {
  readonly before: string;
  readonly after: string;
}

/**
 * What is looked for, as somebody would say it: `vegan gels without caffeine`, `blue trail running shoes for men under
 * $130`. `thing` is the noun where no category is limited.
 */
export function queryText(query: SearchQuery, vocabulary: Vocabulary, locale: string, thing: string): string {
  const { begun } = messagesOf(locale).answers;
  const categories = [...query.filters, ...query.preferences].flatMap((filter) =>
    filter.key === 'category' && filter.kind === 'any-of' && !filter.negated ? filter.values : [],
  );
  const names = categories.map((slug) =>
    begun(vocabulary.categories.find((one) => one.slug === slug)?.name ?? valueText('category', slug)),
  );
  const noun = names.length ? listOf([...new Set(names)], locale) : thing;
  const placed = query.filters
    .filter((filter) => filter.key !== 'category' || filter.kind !== 'any-of' || filter.negated)
    .toSorted((a, b) => Number(a.key === 'price') - Number(b.key === 'price'))
    .map((filter) => placeOf(filter, query, locale));
  const both = placed.map(({ after }) => after).filter(Boolean);
  return [...placed.map(({ before }) => before), noun, ...both].filter(Boolean).join(' ');
}

function placeOf(filter: Filter, query: SearchQuery, locale: string): PlacedWords {
  switch (filter.kind) {
    case 'flag':
      return flagPlace(filter, locale);
    case 'range':
      return { before: '', after: rangeWords(filter, locale) };
    case 'any-of':
      return valuesPlace(filter, query, locale);
  }
}

function flagPlace({ key, label, value }: Extract<Filter, { kind: 'flag' }>, locale: string): PlacedWords {
  const { begun, search: say } = messagesOf(locale).answers;
  const name = begun(label);
  const pattern = patternOf(key, locale);
  if (pattern && value) return { before: '', after: pattern };
  if (isAdjective(name)) return { before: value ? name : say.not(name), after: '' };
  return { before: '', after: value ? say.with(name) : say.without(name) };
}

const isAdjective = (name: string): boolean =>
  english.adjectives.words.includes(name) ||
  english.adjectives.endings.some((ending) => name.endsWith(ending));

function rangeWords(filter: Extract<Filter, { kind: 'range' }>, locale: string): string {
  const { begun, search: say } = messagesOf(locale).answers;
  const text = filterText(filter, locale, spokenIn(locale));
  if (filter.key === 'price')
    return filter.min !== null && filter.max !== null ? say.priced(text) : lowerFirst(text);
  const name = begun(filter.label);
  const pattern = patternOf(filter.key, locale);
  if (pattern !== undefined)
    return pattern.replace('{values}', `${filter.min ?? filter.max} ${filter.unit ?? ''}`.trim());
  if (filter.max === 0 && filter.min === null) return say.without(name);
  const bound = text.slice(filter.label.length).trim();
  if (filter.key === 'weight') return bound;
  return filter.max === null ? say.withLeast(bound, name) : say.withBounds(name, bound);
}

function valuesPlace(
  filter: Extract<Filter, { kind: 'any-of' }>,
  query: SearchQuery,
  locale: string,
): PlacedWords {
  const { begun, search: say } = messagesOf(locale).answers;
  // Whom it is for is said by the person where one is named.
  if (query.recipient && (filter.key === 'gender' || filter.key === 'age_group'))
    return { before: '', after: '' };
  const said = filter.values
    .filter((value) => !english.everybody.includes(value.toLowerCase()))
    .map((value) => begun(valueText(filter.key, value)));
  if (said.length === 0) return { before: '', after: '' };
  const list = listOf(said.length > 4 ? [...said.slice(0, 3), say.others] : said, locale);
  const isColor = /(?:^|_)colou?r(?:_|$)/.test(filter.key);
  if (filter.negated) return { before: '', after: isColor ? say.notIn(list) : say.without(list) };
  if (isColor) return { before: list, after: '' };
  const pattern = patternOf(filter.key, locale);
  if (pattern) return { before: '', after: pattern.replace('{values}', list) };
  return { before: '', after: say.with(`${list} ${begun(filter.label)}`) };
}

/** How a limit on that is said as part of a sentence, where the language has a way of its own for it. */
const patternOf = (key: string, locale: string): string | undefined =>
  spokenIn(locale) === LANGUAGE ? english['in a sentence'][key] : undefined;

const listOf = (values: readonly string[], locale: string): string =>
  new Intl.ListFormat(spokenIn(locale), { type: 'disjunction' }).format(values);

const lowerFirst = (text: string): string =>
  text.replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase());
