import type { Product } from '#src/catalog/product.ts';
import { attributeOf } from '#src/catalog/product.ts';
import type { Filter, SearchQuery } from '#src/search/query.ts';
import type { Named, Vocabulary } from '#src/search/understand/vocabulary.ts';
import { english, says } from './language.ts';

/** Values of `age_group` that Google Merchant Center knows for children; catalogues use the same words. */
const CHILDREN: ReadonlySet<string> = new Set([
  'kids',
  'kid',
  'children',
  'child',
  'toddler',
  'infant',
  'newborn',
  'junior',
  'youth',
]);
const MEN: ReadonlySet<string> = new Set(['men', 'male', 'man']);
const WOMEN: ReadonlySet<string> = new Set(['women', 'female', 'woman']);

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
  const age = ageIn(text);
  const forChild =
    age !== null && age <= OLDEST_CHILD ? true : who ? people.child.includes(who) : says(text, people.child);
  if (forChild) return states('age_group') ? [] : valuesFilter(vocabulary, 'age_group', CHILDREN);
  if (!who || states('gender')) return [];
  const group = people.man.includes(who) ? MEN : people.woman.includes(who) ? WOMEN : null;
  const filters = group ? valuesFilter(vocabulary, 'gender', group) : [];
  return filters.length ? valuesFilter(vocabulary, 'gender', new Set([...(group ?? []), ...everybody])) : [];
}

/** Whether the product is made for children only. */
export function isForChildren(product: Product): boolean {
  const age = attributeOf(product, 'age_group');
  return age?.kind === 'words' && age.values.every((value) => CHILDREN.has(value.toLowerCase()));
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

function valuesFilter(vocabulary: Vocabulary, key: string, words: ReadonlySet<string>): readonly Filter[] {
  const values = valuesOf(vocabulary, key).filter(({ value }) => words.has(value.toLowerCase()));
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

const OLDEST_CHILD = 13; // years; shops sell grown sizes from then on
const AGE =
  /\b(\d{1,2})\s*[- ]?\s*(?:years?|yrs?)?[- ]?\s*(?:old|yo|y\/o)\b|\baged?\s+(\d{1,2})\b|\b(?:is|turns)\s+(\d{1,2})\b(?!\s*(?:mm|cm|g|oz|inch|"|%|dollars?))/i;

/** The age in years that the words give a person, or null. */
export function ageIn(text: string): number | null {
  const found = AGE.exec(text);
  return found ? Number(found[1] ?? found[2] ?? found[3]) : null;
}

/** The words without an age, whose number is no size: "a 10 year old". */
export const withoutAge = (text: string): string => text.replace(AGE, ' ').replace(/ {2,}/g, ' ');
