import { expect, it } from 'vitest';
import { toldByTitle } from '#agents/shopping/tools/told-by-title.ts';
import { emptyQuery, type Filter } from '#src/query/search-query.ts';
import type { NearMiss } from '#src/search/result.ts';

const color: Filter = { kind: 'any-of', key: 'color', label: 'Color', values: ['beige'], negated: false };
const price: Filter = {
  kind: 'range',
  key: 'price',
  label: 'Price',
  unit: null,
  min: null,
  max: 5_000,
  minInclusive: true,
  maxInclusive: true,
};
const near = (title: string, ...broken: readonly Filter[]) =>
  ({
    product: { title },
    violations: broken.map((filter) => ({ filter, actual: 'not stated', by: null })),
  }) as unknown as NearMiss;
const query = { ...emptyQuery, text: 'curtain', filters: [color, price] };

it('lets a value that a title says rank and not exclude', () => {
  const told = toldByTitle(query, [near('Beige Curtain', color)]);
  expect(told?.filters).toEqual([price]);
  expect(told?.preferences).toEqual([color]);
  expect(told?.text).toBe('beige curtain');
});

it('keeps every limit where no title says the value, or something else is broken too', () => {
  expect(toldByTitle(query, [near('White Curtain', color)])).toBeNull();
  expect(toldByTitle(query, [near('Beige Curtain', color, price)])).toBeNull();
});
