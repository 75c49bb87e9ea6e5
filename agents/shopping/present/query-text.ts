import { limitText, valueText } from '#src/search/query/filter-text.ts';
import type { Limit, Need } from '#src/search/query.ts';
import type { Vocabulary } from '#src/search/understand/vocabulary.ts';
import { english } from '../understand/language.ts';

/** Where a limit stands: before the noun, or after it. */
interface Placed {
  readonly before: string;
  readonly after: string;
}

/**
 * What is looked for, as somebody would say it: `vegan gels without caffeine`, `blue trail running shoes for men under
 * $130`. `thing` is the noun where no category is limited.
 */
export function needPhrase(need: Need, vocabulary: Vocabulary, locale: string, thing: string): string {
  const categories = need.limits.flatMap((limit) =>
    limit.key === 'category' && limit.kind === 'any-of' && !limit.negated ? limit.values : [],
  );
  const names = categories.map((slug) =>
    lowerName(vocabulary.categories.find((one) => one.slug === slug)?.name ?? valueText('category', slug)),
  );
  const noun = names.length ? listOf([...new Set(names)]) : thing;
  const placed = need.limits
    .filter((limit) => limit.key !== 'category' || limit.kind !== 'any-of' || limit.negated)
    .toSorted((a, b) => Number(a.key === 'price') - Number(b.key === 'price'))
    .map((limit) => placeOf(limit, need, locale));
  const both = placed.map(({ after }) => after).filter(Boolean);
  return [...placed.map(({ before }) => before), noun, ...both].filter(Boolean).join(' ');
}

function placeOf(limit: Limit, need: Need, locale: string): Placed {
  switch (limit.kind) {
    case 'flag':
      return flagPlace(limit);
    case 'range':
      return { before: '', after: rangeWords(limit, locale) };
    case 'any-of':
      return valuesPlace(limit, need);
  }
}

function flagPlace({ key, label, value }: Extract<Limit, { kind: 'flag' }>): Placed {
  const name = lowerName(label);
  const pattern = english['in a sentence'][key];
  if (pattern && value) return { before: '', after: pattern };
  if (isAdjective(name)) return value ? { before: name, after: '' } : { before: `not ${name}`, after: '' };
  return { before: '', after: `${value ? 'with' : 'without'} ${name}` };
}

const isAdjective = (name: string): boolean =>
  english.adjectives.words.includes(name) ||
  english.adjectives.endings.some((ending) => name.endsWith(ending));

function rangeWords(limit: Extract<Limit, { kind: 'range' }>, locale: string): string {
  const text = limitText(limit, locale);
  if (limit.key === 'price')
    return limit.min !== null && limit.max !== null ? `for ${text}` : lowerName(text);
  const name = lowerName(limit.label);
  const pattern = english['in a sentence'][limit.key];
  if (pattern !== undefined)
    return pattern.replace('{values}', `${limit.min ?? limit.max} ${limit.unit ?? ''}`.trim());
  if (limit.max === 0 && limit.min === null) return `without ${name}`;
  const bound = text.slice(limit.label.length).trim();
  if (limit.key === 'weight') return bound;
  return limit.max === null ? `with ${bound} of ${name}` : `with ${name} ${bound}`;
}

function valuesPlace(limit: Extract<Limit, { kind: 'any-of' }>, need: Need): Placed {
  // Whom it is for is said by the person where one is named.
  if (need.recipient && (limit.key === 'gender' || limit.key === 'age_group'))
    return { before: '', after: '' };
  const said = limit.values
    .filter((value) => !english.everybody.includes(value.toLowerCase()))
    .map((value) => lowerName(valueText(limit.key, value)));
  if (said.length === 0) return { before: '', after: '' };
  const list = listOf(said.length > 4 ? [...said.slice(0, 3), 'others'] : said);
  const isColor = /(?:^|_)colou?r(?:_|$)/.test(limit.key);
  if (limit.negated) return { before: '', after: isColor ? `not in ${list}` : `without ${list}` };
  if (isColor) return { before: list, after: '' };
  const pattern = english['in a sentence'][limit.key];
  if (pattern) return { before: '', after: pattern.replace('{values}', list) };
  return { before: '', after: `with ${list} ${lowerName(limit.label)}` };
}

const listOf = (values: readonly string[]): string =>
  new Intl.ListFormat('en', { type: 'disjunction' }).format(values);

/** `Trail running shoes` within a sentence; `GPS watches` and `US M 9` stay. */
const lowerName = (name: string): string =>
  name.replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase());
