import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fromQueryString, toQueryString } from '#src/query/query-string.ts';
import { MOST_READ } from '#src/query-understanding/parse-question.ts';
import { emptyQuery, type Filter, type SearchQuery } from '#src/query/search-query.ts';

const read = (query: string) => fromQueryString(new URLSearchParams(query), 'USD');

it('reads and writes the addresses people see', () => {
  const query =
    'q=marathon+shoes&category=shoes/road-running-shoes&price=..150&drop=under-6mm&color=blue,red&color!=pink&waterproof=yes&sort=price-low';
  const need = read(query);
  expect(need).toMatchObject({ text: 'marathon shoes', sort: 'price-low' });
  expect(need.filters.map(({ label: _, ...filter }) => filter)).toEqual([
    { kind: 'any-of', key: 'category', values: ['shoes/road-running-shoes'], negated: false },
    {
      kind: 'range',
      key: 'price',
      min: null,
      max: 15000,
      minInclusive: true,
      maxInclusive: true,
      unit: 'USD',
    },
    { kind: 'range', key: 'drop', min: null, max: 6, minInclusive: true, maxInclusive: false, unit: 'mm' },
    { kind: 'any-of', key: 'color', values: ['blue', 'red'], negated: false },
    { kind: 'any-of', key: 'color', values: ['pink'], negated: true },
    { kind: 'flag', key: 'waterproof', value: true },
  ]);
  expect(toQueryString(need, 'USD')).toBe(query);
});

it.each(['+', '50%', 'a+b', 'a b', '100%25', 'q&a=1', 'a/b', 'é', '#', '$5'])(
  'writes %j so that it is read back',
  (value) => {
    const filter: Filter = { kind: 'any-of', key: 'note', label: 'Note', values: [value], negated: false };
    const query: SearchQuery = { ...emptyQuery, text: value, filters: [filter] };
    const again = read(toQueryString(query, 'USD'));
    expect([again.text, again.filters]).toEqual([value, [filter]]);
  },
);

const text = fc.string({ unit: 'grapheme', maxLength: 30 }).map((one) => one.toWellFormed());
const key = fc.oneof(
  fc.stringMatching(/^[a-z][a-z_]{0,12}$/),
  fc.constantFrom(
    'q',
    'sort',
    'page',
    'constructor',
    '__proto__',
    'size',
    'brand',
    'weird key',
    '.dot',
    'bang!',
  ),
);
const value = fc.oneof(
  text.filter((one) => one !== ''),
  fc.constantFrom('yes', 'no', 'a,b', '\\', '1..2', 'under-5', 'over-x', ' ', ','),
);
const bound = fc.oneof(
  fc.integer({ min: -5000, max: 5000 }),
  fc.integer({ min: 0, max: 9999 }).map((one) => one / 100),
);

function rangeOf(
  key: string,
  unit: string | null,
  min: number | null,
  max: number | null,
  open: [boolean, boolean],
) {
  return {
    kind: 'range',
    key,
    label: '',
    unit,
    min,
    max,
    minInclusive: min === null || open[0],
    maxInclusive: max === null || open[1],
  } as const;
}

const filter: fc.Arbitrary<Filter> = fc.oneof(
  fc.record({
    kind: fc.constant('any-of' as const),
    key: key.filter((one) => one !== 'price'),
    label: fc.constant(''),
    values: fc.uniqueArray(value, { minLength: 1, maxLength: 4 }),
    negated: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('flag' as const),
    key: key.filter((one) => one !== 'price'),
    label: fc.constant(''),
    value: fc.boolean(),
  }),
  fc
    .tuple(
      key,
      fc.constantFrom('mm', 'g', '%', 'fl oz', null),
      bound,
      fc.option(bound),
      fc.tuple(fc.boolean(), fc.boolean()),
    )
    .map(([name, unit, min, max, open]) => rangeOf(name, unit, min, max, open)),
  fc
    .tuple(
      fc.nat(10_000_000),
      fc.constantFrom('USD', 'EUR', 'JPY', 'KWD'),
      fc.tuple(fc.boolean(), fc.boolean()),
    )
    .map(([max, unit, open]) => rangeOf('price', unit, null, max, open)),
);

const need: fc.Arbitrary<SearchQuery> = fc.record({
  text: text.map((one) => one.trim()),
  filters: fc.array(filter, { maxLength: 6 }),
  preferences: fc.constant([]),
  sort: fc.constantFrom('best', 'price-low', 'price-high', 'rating', 'newest'),
  includeSoldOut: fc.boolean(),
  quantity: fc.option(fc.integer({ min: 1, max: 999 })),
  recipient: fc.option(fc.constantFrom('dad', 'daughter')),
});

it('gives back every need that it wrote as an address', () => {
  fc.assert(
    fc.property(need, (asked) => {
      const back = read(toQueryString(asked, 'USD'));
      expect({ ...back, filters: back.filters.map((one) => ({ ...one, label: '' })) }).toEqual(asked);
    }),
    { numRuns: 500 },
  );
});

it('carries as many limits as one question can hold, and as many again as are set by hand', () => {
  const limits = Array.from({ length: MOST_READ + 12 }, (_, at) => `key${at}=value`).join('&');
  expect(read(limits).filters).toHaveLength(MOST_READ + 12);
  expect(read(`${limits}&${limits.replaceAll('key', 'more')}`).filters).toHaveLength(MOST_READ + 12);
});

it('leaves out what it cannot read, and never throws', () => {
  expect(read('price=cheap&drop=&sort=sideways&quantity=-3&page=x&=1')).toEqual(emptyQuery);
  fc.assert(
    fc.property(fc.string(), (query) => {
      expect(() => toQueryString(read(query), 'USD')).not.toThrow();
    }),
  );
});
