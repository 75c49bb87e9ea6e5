import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factOf } from '#src/catalog/import/values/facts.ts';
import { isGtin } from '#src/catalog/import/values/gtin.ts';
import { grouped, survey } from '#src/catalog/import/formats/group-rows.ts';
import { gramsOf, measureOf } from '#src/catalog/import/values/measures.ts';
import { textOfHtml } from '#src/catalog/import/values/plain-text.ts';
import { priceAndCurrency } from '#src/catalog/import/values/price-text.ts';
import { stockOfWord } from '#src/catalog/import/values/stock-words.ts';

describe('a stated value', () => {
  it.each([
    ['6 mm', { kind: 'number', value: 6, unit: 'mm' }],
    ['7.0', { kind: 'number', value: 7, unit: null }],
    ['1,200 g', { kind: 'number', value: 1200, unit: 'g' }],
    ['-5 °C', { kind: 'number', value: -5, unit: '°C' }],
    ['30 %', { kind: 'number', value: 30, unit: '%' }],
    ['Yes', { kind: 'flag', value: true }],
    ['false', { kind: 'flag', value: false }],
    ['road; trail', { kind: 'words', values: ['road', 'trail'] }],
    ['2 Duo', { kind: 'words', values: ['2 Duo'] }],
    ['0095205', { kind: 'words', values: ['0095205'] }],
    ['1440 x 900', { kind: 'words', values: ['1440 x 900'] }],
    ['2009-12-10', { kind: 'words', values: ['2009-12-10'] }],
  ])('%s becomes what it says', (value, expected) => {
    expect(factOf({ label: 'Some thing', value })).toEqual({
      key: 'some_thing',
      label: 'Some thing',
      ...expected,
    });
  });

  it('states nothing where it is empty', () => {
    expect(factOf({ label: 'Some thing', value: ' \u200b ' })).toBeNull();
  });
});

it('takes a GTIN with its check digit, and no other', () => {
  expect(['4006381333931', '96385074', '036000291452', '00012345600012'].map(isGtin)).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect(['4006381333930', '12345', '0000000000000', '40063813339x1'].map(isGtin)).toEqual([
    false,
    false,
    false,
    false,
  ]);
});

it('tells measures in one unit', () => {
  expect(measureOf({ amount: '750', unit: 'ml', baseAmount: '1', baseUnit: 'l' })).toEqual({
    amount: 750,
    unit: 'ml',
    baseAmount: 1000,
  });
  expect(measureOf({ amount: '750', unit: 'ml', baseAmount: '1', baseUnit: 'kg' })).toBeNull();
  expect([gramsOf('1', 'lb'), gramsOf('3', 'kg'), gramsOf('3', 'ml'), gramsOf('0', 'g')]).toEqual([
    453.592,
    3000,
    null,
    null,
  ]);
});

it.each([
  ['49.95 USD', '49.95', 'USD'],
  ['EUR 49,95', '49,95', 'EUR'],
  ['€49,95', '49,95', 'EUR'],
  ['49.95', '49.95', ''],
  ['-5 USD', '-5', 'USD'],
])('reads %s as amount and currency', (text, amount, currency) => {
  expect(priceAndCurrency(text)).toEqual({ amount, currency });
});

it('promises nothing for a word it does not know', () => {
  expect(stockOfWord('perhaps', 5)).toMatchObject({ available: 'no', unknownWord: 'perhaps' });
  expect(stockOfWord('https://schema.org/InStock', null)).toEqual({ available: 'yes', left: null });
  expect(stockOfWord('in stock', null)).toEqual(stockOfWord('in_stock', null));
});

it('leaves no tag of any kind in the text of an HTML fragment', () => {
  const parts = fc.constantFrom(
    '<b>',
    '</b>',
    '<script>',
    '</script>',
    '<!--',
    '-->',
    'a',
    ' ',
    '<p',
    ' x="',
    '">',
    '\n',
    '<br/>',
  );
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 30 }), (pieces) => {
      expect(textOfHtml(pieces.join(''))).not.toMatch(/<\/?(?:b|script|br)\b[^<>]*>/);
    }),
  );
});

it('brings every row of a product together, once, however they are scattered', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 40 }), async (keys) => {
      const rows = keys.map((key, line) => ({ file: 'f', line, key: `k${key}`, data: null }));
      const read = async function* () {
        yield* rows;
      };
      const groups = [];
      for await (const group of grouped(read, await survey(read()))) groups.push(group);
      expect(groups.map((group) => group[0].key).sort()).toEqual(
        [...new Set(rows.map((row) => row.key))].sort(),
      );
      for (const group of groups) expect(group).toEqual(rows.filter((row) => row.key === group[0].key));
    }),
  );
});
