import { describe, expect, it } from 'vitest';
import { reviseQuery } from '#src/conversations/revise-query.ts';
import { emptyQuery, type Filter, type SearchQuery } from '#src/query/search-query.ts';

const price = (max: number | null, min: number | null = null): Filter => ({
  kind: 'range',
  key: 'price',
  label: 'Price',
  min,
  max,
  minInclusive: true,
  maxInclusive: true,
  unit: 'USD',
});
const any = (key: string, value: string, negated = false): Filter => ({
  kind: 'any-of',
  key,
  label: key,
  values: [value],
  negated,
});
const need = (text: string, ...filters: Filter[]): SearchQuery => ({ ...emptyQuery, text, filters });

const before = need(
  'wet rock',
  any('category', 'shoes/trail'),
  price(12_000),
  any('size', 'US M 9'),
  any('color', 'red'),
);

describe('a need over several turns', () => {
  it('keeps everything when a turn refines, and a new colour replaces the old one', () => {
    const after = reviseQuery(before, need('', any('color', 'blue')), { kind: 'refine' });
    expect(after.filters.map((filter) => filter.key)).toEqual(['category', 'price', 'size', 'color']);
    expect(after.filters.at(-1)).toMatchObject({ values: ['blue'] });
    expect(after.text).toBe('wet rock');
  });

  it('adds an exclusion beside a wish', () => {
    const after = reviseQuery(before, need('', any('color', 'pink', true)), { kind: 'refine' });
    expect(after.filters.filter((filter) => filter.key === 'color')).toHaveLength(2);
  });

  it('replaces a ceiling by a new ceiling, and adds a floor to it', () => {
    expect(
      reviseQuery(before, need('', price(9_000)), { kind: 'refine' }).filters.filter(
        (one) => one.key === 'price',
      ),
    ).toEqual([price(9_000)]);
    expect(
      reviseQuery(before, need('', price(null, 5_000)), { kind: 'refine' }).filters.filter(
        (one) => one.key === 'price',
      ),
    ).toHaveLength(2);
  });

  it('keeps the budget when another thing is asked for, and the size only within the department', () => {
    const keys = (parsed: SearchQuery) =>
      reviseQuery(before, parsed, { kind: 'replace' }).filters.map((filter) => filter.key);
    expect(keys(need('', any('category', 'electronics/headlamps')))).toEqual(['price', 'category']);
    expect(keys(need('', any('category', 'shoes/road')))).toEqual(['price', 'size', 'color', 'category']);
  });

  it('forgets the keys that are named and nothing else', () => {
    const after = reviseQuery(before, emptyQuery, { kind: 'forget', keys: ['price'] });
    expect(after.filters.map((filter) => filter.key)).toEqual(['category', 'size', 'color']);
  });

  it('starts over with what the turn says alone', () => {
    expect(reviseQuery(before, need('gels'), { kind: 'start-over' })).toEqual(need('gels'));
  });
});
