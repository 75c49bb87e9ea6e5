import { isChildAged, isChildAgeGroup } from '#src/language/age-group.ts';
import { MEN, WOMEN } from '#src/language/english/people.ts';
import { wordForm } from '#src/language/word-form.ts';
import type { Filter, SearchQuery } from '#src/query/search-query.ts';
import type { Named, Vocabulary } from '#src/query-understanding/vocabulary.ts';
import { english, says } from './language.ts';

/** Keys of filters that belong to the person and not to the thing: another person takes them away. */
export const personal = (key: string): boolean =>
  key === 'age_group' || key === 'gender' || /(?:^|_)size$/.test(key);

/**
 * The filters that follow from whom it is for, where this catalogue states such things: a daughter gets children's
 * things, a father men's and unisex ones. Empty where the words already say it.
 */
export function filtersForRecipient(
  parsed: SearchQuery,
  text: string,
  vocabulary: Vocabulary,
): readonly Filter[] {
  const { people, everybody } = english;
  const who = parsed.recipient;
  const states = (key: string) => parsed.filters.some((filter) => filter.key === key);
  const forChild = isChildAged(text) || (who ? people.child.includes(who) : says(text, people.child));
  if (forChild) return states('age_group') ? [] : valuesFilter(vocabulary, 'age_group', isChildAgeGroup);
  if (!who || states('gender')) return [];
  const group = people.man.includes(who) ? MEN : people.woman.includes(who) ? WOMEN : null;
  if (!group) return [];
  const isOfGroup = (value: string) => group.has(wordForm(value));
  const isForThem = (value: string) => isOfGroup(value) || everybody.includes(value.toLowerCase());
  return valuesFilter(vocabulary, 'gender', isOfGroup).length
    ? valuesFilter(vocabulary, 'gender', isForThem)
    : [];
}

/** Whether the query is for a child, so that children's things need not stand last. */
export const isForChild = (query: SearchQuery): boolean =>
  query.filters.some((filter) => filter.key === 'age_group') ||
  (query.recipient !== null && english.people.child.includes(query.recipient)) ||
  query.filters.some(
    (filter) =>
      filter.key === 'category' &&
      filter.kind === 'any-of' &&
      filter.values.some((value) => says(value, english.people.child) || /\bkids?\b/.test(value)),
  );

function valuesFilter(
  vocabulary: Vocabulary,
  key: string,
  isMeant: (value: string) => boolean,
): readonly Filter[] {
  const values = valuesOf(vocabulary, key).filter(({ value }) => isMeant(value));
  const [first] = values;
  return first
    ? [
        {
          kind: 'any-of',
          key,
          label: first.key.label,
          values: values.map(({ value }) => value),
          negated: false,
        },
      ]
    : [];
}

type Value = Extract<Named, { kind: 'value' }>;

function valuesOf(vocabulary: Vocabulary, key: string): readonly Value[] {
  if (!vocabulary.keys.has(key)) return [];
  return [...vocabulary.phrases.values()].flatMap((phrases) =>
    phrases.flatMap(({ named }) => (named.kind === 'value' && named.key.key === key ? [named] : [])),
  );
}
