import { expect, it } from 'vitest';
import { purposeIn } from '#agents/shopping/understand/purpose.ts';
import { emptyQuery } from '#src/query/search-query.ts';

const nothing = { parsedQuery: emptyQuery, named: [] };
const purposeOf = (text: string) => purposeIn(text, nothing);

it.each([
  ['What should I buy for a pottery class?', 'pottery class', 'a pottery class'],
  ["I'm starting pottery, what do I need?", 'pottery', 'pottery'],
  ['gift for a gardener, around 40 dollars', 'gardener', 'a gardener'],
  ['what should I get for someone training for a regatta?', 'regatta', 'a regatta'],
  ['what could i get my mum? she paints a lot', 'paints', 'your mum'],
  ['gift for my brother who bakes bread, under 100', 'bakes bread', 'your brother'],
])('reads what things are for: %s', (text, words, said) => {
  expect(purposeOf(text)).toMatchObject({ words, said });
});

it('prefers a beginner’s things where somebody begins', () => {
  expect(purposeOf("I'm new to sailing")?.preferred).toContain('beginner');
  expect(purposeOf('what should I buy for sailing')?.preferred).toEqual([]);
});

it.each([
  'what should I buy?',
  'a gift for my mother',
  'something for sore feet',
  'how do I start over',
  'do you have a blue vase',
])('reads none in: %s', (text) => {
  expect(purposeOf(text)).toBeNull();
});

it('reads none where a kind of thing is named', () => {
  const parsedQuery = {
    ...emptyQuery,
    filters: [{ kind: 'any-of', key: 'category', label: 'Category', values: ['vases'], negated: false }],
  } as const;
  expect(purposeIn('what vase should I get for a wedding', { parsedQuery, named: [] })).toBeNull();
});
