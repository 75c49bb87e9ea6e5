import { filterText, valueText } from '#src/query/filter-text.ts';
import type { Filter, SearchQuery } from '#src/query/search-query.ts';
import type { Vocabulary } from '#src/query-understanding/vocabulary.ts';
import { english, LANGUAGE } from '../understand/language.ts';

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
  const categories = [...query.filters, ...query.preferences].flatMap((filter) =>
    filter.key === 'category' && filter.kind === 'any-of' && !filter.negated ? filter.values : [],
  );
  const names = categories.map((slug) =>
    lowerName(vocabulary.categories.find((one) => one.slug === slug)?.name ?? valueText('category', slug)),
  );
  const noun = names.length ? listOf([...new Set(names)]) : thing;
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
      return flagPlace(filter);
    case 'range':
      return { before: '', after: rangeWords(filter, locale) };
    case 'any-of':
      return valuesPlace(filter, query);
  }
}

function flagPlace({ key, label, value }: Extract<Filter, { kind: 'flag' }>): PlacedWords {
  const name = lowerName(label);
  const pattern = english['in a sentence'][key];
  if (pattern && value) return { before: '', after: pattern };
  if (isAdjective(name)) return value ? { before: name, after: '' } : { before: `not ${name}`, after: '' };
  return { before: '', after: `${value ? 'with' : 'without'} ${name}` };
}

const isAdjective = (name: string): boolean =>
  english.adjectives.words.includes(name) ||
  english.adjectives.endings.some((ending) => name.endsWith(ending));

function rangeWords(filter: Extract<Filter, { kind: 'range' }>, locale: string): string {
  const text = filterText(filter, locale, LANGUAGE);
  if (filter.key === 'price')
    return filter.min !== null && filter.max !== null ? `for ${text}` : lowerName(text);
  const name = lowerName(filter.label);
  const pattern = english['in a sentence'][filter.key];
  if (pattern !== undefined)
    return pattern.replace('{values}', `${filter.min ?? filter.max} ${filter.unit ?? ''}`.trim());
  if (filter.max === 0 && filter.min === null) return `without ${name}`;
  const bound = text.slice(filter.label.length).trim();
  if (filter.key === 'weight') return bound;
  return filter.max === null ? `with ${bound} of ${name}` : `with ${name} ${bound}`;
}

function valuesPlace(filter: Extract<Filter, { kind: 'any-of' }>, query: SearchQuery): PlacedWords {
  // Whom it is for is said by the person where one is named.
  if (query.recipient && (filter.key === 'gender' || filter.key === 'age_group'))
    return { before: '', after: '' };
  const said = filter.values
    .filter((value) => !english.everybody.includes(value.toLowerCase()))
    .map((value) => lowerName(valueText(filter.key, value)));
  if (said.length === 0) return { before: '', after: '' };
  const list = listOf(said.length > 4 ? [...said.slice(0, 3), 'others'] : said);
  const isColor = /(?:^|_)colou?r(?:_|$)/.test(filter.key);
  if (filter.negated) return { before: '', after: isColor ? `not in ${list}` : `without ${list}` };
  if (isColor) return { before: list, after: '' };
  const pattern = english['in a sentence'][filter.key];
  if (pattern) return { before: '', after: pattern.replace('{values}', list) };
  return { before: '', after: `with ${list} ${lowerName(filter.label)}` };
}

const listOf = (values: readonly string[]): string =>
  new Intl.ListFormat(LANGUAGE, { type: 'disjunction' }).format(values);

/** `Trail running shoes` within a sentence; `GPS watches` and `US M 9` stay. */
const lowerName = (name: string): string =>
  name.replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase());
