import { afterAll, beforeAll, expect, it } from 'vitest';
import { indexCatalogue } from '#src/search/index/index-catalogue.ts';
import { parseQuestion } from '#src/query-understanding/parse-question.ts';
import { unknownNames } from '#src/search/relax/unknown-names.ts';
import type { Vocabulary } from '#src/query-understanding/vocabulary.ts';
import { readVocabulary } from '#src/query-understanding/read-vocabulary.ts';
import { DEMO_SET, stockDemoShop } from '#scripts/judged/demo-shop.ts';
import { readQueries } from '#scripts/judged/judged-set.ts';
import { freshPglite, type FreshDatabase } from '#test/doubles/fresh-database.ts';

let at: FreshDatabase;
let vocabulary: Vocabulary;
beforeAll(async () => {
  at = await freshPglite();
  const { words } = await stockDemoShop(at.db, null);
  await indexCatalogue(at.db, words, { embedder: null });
  vocabulary = await readVocabulary(at.db);
});
afterAll(() => at?.close());

const told = (question: string) => unknownNames(at.db, parseQuestion(vocabulary, question).names ?? []);

it('tells one in a hundred judged questions at most that a word of it is mentioned nowhere', async () => {
  const { queries } = await readQueries(DEMO_SET, null);
  const alarms: string[] = [];
  for (const { text } of queries) if ((await told(text)).length) alarms.push(text);
  expect(queries.length).toBeGreaterThan(200);
  expect(alarms.slice(Math.ceil(queries.length / 100)), alarms.join('; ')).toEqual([]);
});

const MAKERS = [
  'Nike',
  'adidas',
  'Asics',
  'Hoka',
  'Saucony',
  'Garmin',
  'Patagonia',
  'Salomon',
  'Puma',
  'Reebok',
];

it.each([
  (maker: string) => `Do you have ${maker} running shoes?`,
  (maker: string) => `${maker.toLowerCase()} socks`,
  (maker: string) => `waterproof ${maker.toLowerCase()} trail shoes under $150`,
  (maker: string) => `I am looking for a jacket from ${maker}`,
])('tells makers that the shop does not carry, however they are asked for: %s', async (ask) => {
  for (const maker of MAKERS) {
    const names = (await told(ask(maker))).map((name) => name.toLowerCase());
    expect([maker, names]).toEqual([maker, [maker.toLowerCase()]]);
  }
});
