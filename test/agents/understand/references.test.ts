import { describe, expect, it } from 'vitest';
import { findReferences, resolveReferences } from '#agents/shopping/understand/references.ts';

const shown = ['a', 'b', 'c'].map((slug) => ({ slug, sku: slug.toUpperCase(), title: slug }));
const price: Record<string, number> = { a: 120, b: 90, c: 150 };
const slugs = (text: string, focus: string | null = null) =>
  resolveReferences(
    findReferences(text),
    shown,
    shown.find((one) => one.slug === focus) ?? null,
    (one, key) => (key === 'price' ? (price[one.slug] ?? null) : null),
  ).map((one) => one.slug);

describe('what words point at', () => {
  it.each([
    ['what about the second?', ['b']],
    ['the second one', ['b']],
    ['compare the first and the third', ['a', 'c']],
    ['compare 1 and 3', ['a', 'c']],
    ['number 2 please', ['b']],
    ['the last one', ['c']],
    ['the cheaper one but in blue', ['b']],
    ['show me the most expensive one', ['c']],
    ['compare both', ['a', 'b']],
    ['compare the first two', ['a', 'b']],
    ['compare the first three', ['a', 'b', 'c']],
    ['how do they compare', ['a', 'b', 'c']],
  ])('%s', (text, expected) => {
    expect(slugs(text)).toEqual(expected);
  });

  it('takes "it" for the product in focus, and for nothing where several were shown', () => {
    expect(slugs('is it waterproof', 'c')).toEqual(['c']);
    expect(slugs('is it waterproof')).toEqual([]);
  });

  it.each(['shoes for my first marathon', 'my first race', 'a light for the first ultra'])(
    'does not take an ordinary ordinal for a reference: %s',
    (text) => {
      expect(slugs(text)).toEqual([]);
    },
  );
});
