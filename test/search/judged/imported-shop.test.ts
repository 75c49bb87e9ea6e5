import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Product } from '#src/catalog/product.ts';
import { answerLines, answerQuestion } from '#scripts/judged/answer-questions.ts';
import type { JudgedShop } from '#scripts/judged/demo-shop.ts';
import { stockJudgedImport } from '#scripts/judged/imported-shop.ts';
import { readQueries } from '#scripts/judged/judged-set.ts';
import { measureSystem } from '#scripts/judged/measure-system.ts';
import { shelftalk, shelftalkPage, shelftalkSuggest } from '#scripts/judged/own-systems.ts';
import { idsOf } from '#scripts/judged/product-docs.ts';
import { printReport, searchReport } from '#scripts/judged/search-report.ts';
import { freshPglite, type FreshDatabase } from '#test/doubles/fresh-database.ts';

const TEAS = `Handle,Title,Vendor,Type,Tags,Option1 Name,Option1 Value,Variant SKU,Variant Price,Variant Inventory Qty
sencha,Sencha green tea,Hill & Leaf,Green tea,loose,Title,Default Title,T-1,12.00,5
gunpowder,Gunpowder green tea,Hill & Leaf,Green tea,loose,Title,Default Title,T-2,9.00,5
assam,Assam black tea,Old Harbour,Black tea,loose,Title,Default Title,T-3,11.00,5
kettle,Enamel tea kettle,Old Harbour,Kettle,stove,Title,Default Title,K-1,49.00,5
`;
const QUERIES = 'a\tgreen tea\nb\ttea under $10\nc\tespresso machine\nd\tnobody judged this\n';
const QRELS = 'a\tT-1\t1\na\tT-2\t1\na\tT-3\t0\nb\tT-2\t1\nc\t-\t0\na\tnot-imported\t1\n';

let at: FreshDatabase;
let folder: string;
let shop: JudgedShop;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shelftalk-judged-'));
  await writeFile(join(folder, 'teas.csv'), TEAS);
  await writeFile(join(folder, 'queries.tsv'), QUERIES);
  await writeFile(join(folder, 'qrels.tsv'), QRELS);
  at = await freshPglite();
  shop = await stockJudgedImport(at.db, [join(folder, 'teas.csv')], 'sku', await readQueries(folder, null));
});
afterAll(async () => {
  await at?.close();
  await rm(folder, { recursive: true, force: true });
});

it('takes the products of an export for the documents, and judgements of these only', () => {
  expect(shop.set.docs.map(({ id }) => id)).toEqual(['T-1', 'T-2', 'T-3', 'K-1']);
  expect([...(shop.set.gains.get('a')?.keys() ?? [])]).toEqual(['T-1', 'T-2', 'T-3']);
  expect(shop.set.queries.map(({ text }) => text)).toEqual(['green tea', 'tea under $10']);
  expect(shop.set.unanswered.map(({ text }) => text)).toEqual(['espresso machine']);
});

it('finds a product by the handle of the feed, however its address is written', () => {
  const [sencha] = shop.set.docs;
  const product = {
    slug: 'sencha-2',
    variants: [{ sku: 'T-1', gtin: null, mpn: null }],
  } as unknown as Product;
  expect(idsOf(product, 'handle', 'sencha')).toEqual(['sencha', 'sencha-2']);
  expect(idsOf(product, 'sku', 'sencha')).toEqual([sencha?.id]);
  expect(idsOf(product, 'gtin', 'sencha')).toEqual([]);
});

it('measures ranking, page and suggestions beside each other and says where the page loses', async () => {
  const systems = [shelftalk(shop), shelftalkPage(shop), shelftalkSuggest(shop)];
  const measured = [];
  for (const system of systems) measured.push(await measureSystem(system, shop.set, () => {}));
  const report = await searchReport(shop, 'pglite', measured);
  const page = report.systems.find(({ name }) => name === 'shelftalk-page');
  expect(page?.perQuery.judged).toEqual([1, 1]);
  expect(report.firstSight).toEqual({ asked: 3, bad: [] });
  const losing = measured.map((one) =>
    one.name === 'shelftalk-page'
      ? { ...one, perQuery: { ndcg: [1, 0], judged: [1, 0], bad: [false, true] } }
      : one,
  );
  const worse = await searchReport(shop, 'pglite', losing);
  expect(worse.losses).toMatchObject([
    { query: { id: 'b' }, page: { judged: 0 }, limits: [{ label: 'Under $10' }], total: 1 },
  ]);
  expect(worse.firstSight?.bad).toEqual(['tea under $10']);
  expect(printReport(worse)).toContain('tea under $10');
});

it('prints what the page shows for a question', async () => {
  const answer = await answerQuestion(shop, 'tea under $10');
  expect(answer).toMatchObject({ limits: ['Under $10'], total: 1, top: [{ handle: 'gunpowder' }] });
  const nothing = answerLines(await answerQuestion(shop, 'kettle under $20'));
  expect(nothing).toMatch(
    /says: Nothing in the shop is all of that at once\. Without “Under \$20” \d products? fits?\. The nearest is the .+ at \$/,
  );
});
