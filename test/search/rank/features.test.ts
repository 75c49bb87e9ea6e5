import { describe, expect, it } from 'vitest';
import type { Entry } from '#src/search/index/ranking-features.ts';
import { featuresFor, type Question } from '#src/search/rank/features.ts';
import { features, headShares } from '#src/search/weights.ts';
import type { QueryTerm } from '#src/search/retrieve/query-terms.ts';

const group = (...terms: readonly number[]): QueryTerm => ({
  token: { word: '', term: '' } as QueryTerm['token'],
  alternatives: terms.map((term) => ({ term, word: '', weight: 1, df: 1 })),
  idf: 1,
});
const bare: Question = { groups: [], head: null, served: [], forChildren: false, vector: null };
const of = (some: Partial<Entry>): Entry => ({
  title: ' ',
  about: ' ',
  first: ' ',
  later: ' ',
  goesWith: ' ',
  forChildren: false,
  vector: null,
  ...some,
});

describe('what the features of a product add', () => {
  it.each([
    ['its first noun', { first: ' 3 12 ', later: ' 12 ', about: ' 12 ' }, headShares.first],
    ['a later noun', { later: ' 12 ', about: ' 12 ', goesWith: ' 12 ' }, headShares.later],
    ['a word beside its noun', { about: ' 12 ', goesWith: ' 12 ' }, headShares.modifier],
    ['what it goes with', { goesWith: ' 12 ' }, headShares.goesWith],
    ['nothing', { first: ' 1 ', about: ' 112 ', title: ' 121 ' }, headShares.absent],
  ])('where the question’s noun is %s', (_, entry, share) => {
    const question = { ...bare, head: group(99, 12) };
    expect(featuresFor(question, null)(of(entry))).toBeCloseTo(features.head * share);
  });

  it.each([
    ['all', ' 1 2 3 ', 1],
    ['one pair', ' 1 2 9 3 ', 1 / 2],
    ['none, however alike', ' 11 2 33 2 3', 0],
  ])('where %s of the words stand side by side in the title', (_, title, share) => {
    const question = { ...bare, groups: [group(1, 7), group(2), group(3)] };
    const together = title === ' 1 2 9 3 ' ? 3 / 4 : share;
    expect(featuresFor(question, null)(of({ title }))).toBeCloseTo(
      features.phrase * share + features.together * together + (title === ' 1 2 3 ' ? features.named : 0),
    );
  });

  it.each([
    ['beside each other, in any order', ' 9 2 1 ', 1],
    ['with two words between', ' 1 9 9 2 ', 1 / 2],
    ['by another name', ' 7 9 2 ', 2 / 3],
    ['not both', ' 1 9 ', 0],
  ])('where the title holds the words %s', (_, title, share) => {
    const question = { ...bare, groups: [group(1, 7), group(2)] };
    expect(featuresFor(question, null)(of({ title }))).toBeCloseTo(features.together * share);
  });

  it('where it is for children and nobody named any', () => {
    const entry = of({ forChildren: true });
    expect(featuresFor(bare, null)(entry)).toBe(features.forChildren);
    expect(featuresFor({ ...bare, forChildren: true }, null)(entry)).toBe(0);
  });

  it('where it points where the question does, by whose vectors they are', () => {
    const entry = of({ vector: Uint16Array.of(0x3c00, 0) });
    const own = { ...bare, vector: { terms: [1] } };
    const hosted = { ...bare, vector: { hosted: Float32Array.of(1, 0) } };
    expect(featuresFor(own, Float32Array.of(5, 0))(entry)).toBeCloseTo(features.vector);
    expect(featuresFor(own, Float32Array.of(0, 5))(entry)).toBeCloseTo(0);
    expect(featuresFor(hosted, Float32Array.of(1, 0))(entry)).toBeCloseTo(features.hostedVector);
    expect(featuresFor(own, null)(entry)).toBe(0);
    expect(featuresFor(own, Float32Array.of(5, 0))(of({}))).toBe(0);
  });
});
