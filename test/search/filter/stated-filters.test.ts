import { expect, it } from 'vitest';
import type { AttributeKey } from '#src/query/attribute-key.ts';
import { fromQueryString } from '#src/query/query-string.ts';
import { tellingFilters } from '#src/search/filter/stated-filters.ts';

const keys = new Map([['weight', {} as AttributeKey]]);
const left = (address: string) =>
  tellingFilters(fromQueryString(new URLSearchParams(address), 'USD').filters, keys).map(({ key }) => key);
const invented = (value: string, sign = '') =>
  Array.from({ length: 8 }, (_, at) => `made${at}${sign}=${value}`).join('&');

it('keeps one filter of a kind of all that are on keys no product states', () => {
  expect(left(`${invented('v')}&x!=v&y!=v&a=1..2&b=3..4&c=yes&d=yes&e=no`)).toEqual([
    'made0',
    'x',
    'a',
    'c',
    'e',
  ]);
});

it('keeps every filter on what the shop can answer', () => {
  const own = 'brand=a&category=b&price=..9&rating=4..&on_sale=yes&color=red&size=9&weight=..200';
  expect(left(`${own}&${invented('v')}`)).toEqual([
    ...['brand', 'category', 'price', 'rating', 'on_sale', 'color', 'size', 'weight'],
    'made0',
  ]);
});
