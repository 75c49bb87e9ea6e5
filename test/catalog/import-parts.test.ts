import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  numberEvidence,
  PLAIN_NUMBERS,
  readNumber,
  type DecimalMark,
} from '#src/catalog/import/values/number-text.ts';
import { factOf } from '#src/catalog/import/values/facts.ts';
import { isGtin, isRestrictedGtin, withLostZero } from '#src/catalog/import/values/gtin.ts';
import { grouped, survey } from '#src/catalog/import/formats/group-rows.ts';
import { gramsOf, measureOf } from '#src/catalog/import/values/measures.ts';
import { textOfHtml } from '#src/catalog/import/values/plain-text.ts';
import { priceIn } from '#src/catalog/import/values/price-text.ts';
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

it('knows numbers for use inside one company, and gives a UPC its zero back', () => {
  expect(['2012345678903', '0212345678904', '0412345678902', '4006381333931'].map(isRestrictedGtin)).toEqual([
    true,
    true,
    true,
    false,
  ]);
  expect([withLostZero('36000291452'), withLostZero('36000291453'), withLostZero('3600029145')]).toEqual([
    '036000291452',
    null,
    null,
  ]);
});

describe('a number in a file', () => {
  const style = (decimal: DecimalMark | null) => ({ decimal, threeDecimals: false });
  it.each<[string, DecimalMark | null, string | null]>([
    ['1290', null, '1290'],
    ['12.5', null, '12.5'],
    ['12,50', null, '12.50'],
    ['1,299.00', null, '1299.00'],
    ['1.299,00', null, '1299.00'],
    ['1.299.000', null, '1299000'],
    ["1'299.00", null, '1299.00'],
    ['1.290', null, null],
    ['1,290', null, null],
    ['1.290', 'comma', '1290'],
    ['1,290', 'dot', '1290'],
    ['1.290', 'dot', null],
    ['0.290', null, '0.290'],
    ['12.34.56', null, null],
    ['1,2,3', null, null],
    ['12a', null, null],
  ])('%s where decimals stand after %s is %s', (found, decimal, text) => {
    expect(readNumber(found, style(decimal), 2)).toMatchObject(
      text === null ? { ok: false } : { ok: true, text },
    );
  });

  it('is read by the other numbers of its column, then by the locale', () => {
    const evidence = numberEvidence();
    ['9,95', '1.290', '12,50'].forEach((one) => evidence.see(one));
    expect(evidence.styleOf(null, 'en-US').decimal).toBe('comma');
    expect(numberEvidence().styleOf(null, 'de-DE').decimal).toBe('comma');
    expect(numberEvidence().styleOf(null, null).decimal).toBeNull();
    expect(evidence.styleOf('dot', 'de-DE').decimal).toBe('dot');
  });
});

it('keeps the cells of a table apart', () => {
  const head = '<tr><th>Width</th><th>Weight</th></tr>';
  expect(
    textOfHtml(`<table>${head}<tr><td>40 cm</td><td>3 kg</td></tr></table><ul><li>One<li>Two</ul>`),
  ).toBe('Width 40 cm, Weight 3 kg\n\nOne\nTwo');
  expect(
    textOfHtml('<table><tr><th>Width</th><td>40 cm</td></tr><tr><td>Depth</td><td>9 cm</td></tr></table>'),
  ).toBe('Width 40 cm\nDepth 9 cm');
});

it('tells measures in one unit', () => {
  expect(measureOf({ amount: '750', unit: 'ml', baseAmount: '1', baseUnit: 'l' })).toEqual({
    amount: 750,
    unit: 'ml',
    baseAmount: 1000,
  });
  expect(measureOf({ amount: '750', unit: 'ml', baseAmount: '1', baseUnit: 'kg' })).toBeNull();
  const grams = (amount: string, unit: string) => gramsOf({ amount, unit }, PLAIN_NUMBERS);
  expect([grams('1', 'lb'), grams('3', 'kg'), grams('3', 'ml'), grams('0', 'g')]).toEqual([
    453.592,
    3000,
    'no-unit',
    null,
  ]);
  expect([grams('1,5', 'g'), grams('1.500,0', 'g'), grams('1.500', 'g'), grams('heavy', 'g')]).toEqual([
    1.5,
    1500,
    'ambiguous',
    'no-number',
  ]);
});

it.each([
  ['49.95 USD', '49.95', 'USD'],
  ['EUR 49,95', '49,95', 'EUR'],
  ['€49,95', '49,95', 'EUR'],
  ['€ 49.95', '49.95', 'EUR'],
  ['19,90 €', '19,90', 'EUR'],
  ['1 299,00 EUR', '1 299,00', 'EUR'],
  ['$19.90', '19.90', 'USD'],
  ['kr 99', '99', '?'],
  ['49.95', '49.95', ''],
  ['-5 USD', '-5', 'USD'],
])('reads %s as amount and currency', (text, amount, currency) => {
  expect(priceIn(text, { currency: 'EUR', locale: 'de-DE' })).toEqual({ amount, currency });
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
