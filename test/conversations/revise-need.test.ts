import { describe, expect, it } from 'vitest';
import { reviseNeed } from '#src/conversations/revise-need.ts';
import { emptyNeed, type Limit, type Need } from '#src/search/query.ts';

const price = (max: number | null, min: number | null = null): Limit => ({
  kind: 'range',
  key: 'price',
  label: 'Price',
  min,
  max,
  minInclusive: true,
  maxInclusive: true,
  unit: 'USD',
});
const any = (key: string, value: string, negated = false): Limit => ({
  kind: 'any-of',
  key,
  label: key,
  values: [value],
  negated,
});
const need = (text: string, ...limits: Limit[]): Need => ({ ...emptyNeed, text, limits });

const before = need(
  'wet rock',
  any('category', 'shoes/trail'),
  price(12_000),
  any('size', 'US M 9'),
  any('color', 'red'),
);

describe('a need over several turns', () => {
  it('keeps everything when a turn refines, and a new colour replaces the old one', () => {
    const after = reviseNeed(before, need('', any('color', 'blue')), { kind: 'refine' });
    expect(after.limits.map((limit) => limit.key)).toEqual(['category', 'price', 'size', 'color']);
    expect(after.limits.at(-1)).toMatchObject({ values: ['blue'] });
    expect(after.text).toBe('wet rock');
  });

  it('adds an exclusion beside a wish', () => {
    const after = reviseNeed(before, need('', any('color', 'pink', true)), { kind: 'refine' });
    expect(after.limits.filter((limit) => limit.key === 'color')).toHaveLength(2);
  });

  it('replaces a ceiling by a new ceiling, and adds a floor to it', () => {
    expect(
      reviseNeed(before, need('', price(9_000)), { kind: 'refine' }).limits.filter(
        (one) => one.key === 'price',
      ),
    ).toEqual([price(9_000)]);
    expect(
      reviseNeed(before, need('', price(null, 5_000)), { kind: 'refine' }).limits.filter(
        (one) => one.key === 'price',
      ),
    ).toHaveLength(2);
  });

  it('keeps the budget when another thing is asked for, and the size only within the department', () => {
    const keys = (said: Need) =>
      reviseNeed(before, said, { kind: 'replace' }).limits.map((limit) => limit.key);
    expect(keys(need('', any('category', 'electronics/headlamps')))).toEqual(['price', 'category']);
    expect(keys(need('', any('category', 'shoes/road')))).toEqual(['price', 'size', 'color', 'category']);
  });

  it('forgets the keys that are named and nothing else', () => {
    const after = reviseNeed(before, emptyNeed, { kind: 'forget', keys: ['price'] });
    expect(after.limits.map((limit) => limit.key)).toEqual(['category', 'size', 'color']);
  });

  it('starts over with what the turn says alone', () => {
    expect(reviseNeed(before, need('gels'), { kind: 'start-over' })).toEqual(need('gels'));
  });
});
