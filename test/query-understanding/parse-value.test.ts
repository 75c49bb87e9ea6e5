import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Attribute } from '#src/catalog/product.ts';
import { parseQuestion } from '#src/query-understanding/parse-question.ts';
import { search } from '#src/search/search.ts';
import type { Vocabulary } from '#src/query-understanding/vocabulary.ts';
import { readVocabulary } from '#src/query-understanding/read-vocabulary.ts';
import { freshPglite, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { flag, number, stock, words } from '#test/search/shop-rows.ts';

const TWINS: readonly (readonly [key: string, label: string, ...values: string[]])[] = [
  ['drive_types', 'drive types', 'HDD & SSD', 'HDD, SSD'],
  ['pci_support', 'pci support', '32 bit/33MHz', '32 bit/ 33 MHz', '32 bit/ 33MHz'],
  ['tray', 'tray weight', '60 to 163 g/m²', '60 to 163 g/m2'],
  ['angle', 'swivel angle', '-45 - 45', '45 - 45'],
  ['line_accuracy', 'line accuracy', '+/- 0.2 %', '+/- 0.2%', '± 0.2%'],
];

const FLAGS = [
  'safe for children',
  'chocolate milk making',
  'heat sink included',
  'id card copy function',
  'uv sanitizer',
  'uv free',
];

let at: FreshDatabase;
let vocabulary: Vocabulary;
beforeAll(async () => {
  at = await freshPglite();
  const attributes: readonly Attribute[] = [
    ...TWINS.flatMap(([key, label, ...values]) => values.map((value) => words(key, label, value))),
    ...[12, 15, 20].map((volts) => number('power', 'power requirements', volts, 'V')),
    number('power', 'power requirements', 100, 'mW'),
    number('media_weight', 'media weight imperial', 450, 'g/m²'),
    number('weight_imperial', 'weight imperial', 2, 'kg'),
    number('rate_5_ghz', 'maximum data transfer rate (5 GHz)', 54, null),
    number('transfer_rate', 'transfer rate', 6, 'GHz'),
    ...FLAGS.flatMap((name) => [
      flag(name.replaceAll(' ', '_'), name, true),
      flag(name.replaceAll(' ', '_'), name, false),
    ]),
    words('color', 'color', 'Chocolate'),
    words('heat_sink', 'heat sink', 'Included'),
    words('functions', 'functions', 'Copy'),
  ];
  await stock(
    at.db,
    attributes.map((one, nth) => ({
      title: `Thing ${nth}`,
      path: ['Things'],
      attributes: [one],
      variants: [{ price: 100 }],
    })),
  );
  vocabulary = await readVocabulary(at.db);
});
afterAll(() => at.close());

it.each(TWINS.flatMap(([key, label, ...values]) => values.map((value) => [`${label} ${value}`, key, value])))(
  'reads %j to the letter',
  (question, key, value) => {
    expect(parseQuestion(vocabulary, question).filters).toMatchObject([{ key, values: [value] }]);
  },
);

it.each(FLAGS.filter((name) => name !== 'uv free'))('reads the feature %j whole', (name) => {
  const key = name.replaceAll(' ', '_');
  expect(parseQuestion(vocabulary, `without ${name}`).filters).toMatchObject([
    { kind: 'flag', key, value: false },
  ]);
  if (name === 'uv sanitizer') return; // two words may be another name's beginning
  expect(parseQuestion(vocabulary, `with ${name}`).filters).toMatchObject([
    { kind: 'flag', key, value: true },
  ]);
});

it('reads no half of two features that are denied together', () => {
  const { filters } = parseQuestion(vocabulary, 'without uv sanitizer or heat sink included');
  expect(filters.map((one) => one.key)).not.toContain('uv_sanitizer');
});

it.each([
  ['media weight imperial between 400 and 601 g/m²', { key: 'media_weight', min: 400, max: 601 }],
  ['maximum data transfer rate 5 ghz at least 54', { key: 'rate_5_ghz', min: 54, max: null }],
])('measures %j by what is named', (question, limit) => {
  expect(parseQuestion(vocabulary, question).filters).toMatchObject([limit]);
});

it('puts a number of another dimension in no order with the others', async () => {
  const query = parseQuestion(vocabulary, 'power requirements up to 12 V');
  const { hits } = await search(at.db, query, { page: 1, perPage: 10, currency: 'USD', locale: 'en-US' });
  expect(hits.map((hit) => hit.product.attributes[0])).toMatchObject([{ value: 12, unit: 'V' }]);
});
