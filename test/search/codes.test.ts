import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseQuestion } from '#src/query-understanding/parse-question.ts';
import { readVocabulary } from '#src/query-understanding/read-vocabulary.ts';
import { indexAttributes } from '#src/search/attributes/index-attributes.ts';
import { search } from '#src/search/search.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { stock, words } from './shop-rows.ts';

const path = ['Garden', 'Pumps'];
const shop = [
  { title: 'Brook pond pump', sku: '593-10153', gtin: '0095205603217', mpn: 'BR-2200X', price: 59300 },
  { title: 'Weir pond pump', sku: '593-20999', gtin: null, mpn: 'WE.40.B', price: 80000 },
  { title: 'Filter WE40B for pond pumps', sku: 'FIL-0077', gtin: null, mpn: null, price: 1500 },
  { title: 'Hose 25 mm', sku: 'HOSE-25-GREEN', gtin: null, mpn: null, price: 90000 },
];

onBothEngines('codes of products', (open) => {
  let at: FreshDatabase;
  beforeAll(async () => {
    at = await open();
    await stock(
      at.db,
      shop.map(({ title, price }) => ({
        title,
        path,
        attributes: title.startsWith('Weir') ? [words('model', 'Model', 'Cascade 7')] : [],
        variants: [{ price, stock: 3 }],
      })),
    );
    for (const { title, sku, gtin, mpn } of shop) await code(title, { sku, gtin, mpn });
    await indexAttributes(at.db, 'all');
  });
  afterAll(() => at?.close());

  async function code(title: string, codes: { sku: string; gtin?: string | null; mpn?: string | null }) {
    await sql`update variant v set sku = ${codes.sku}, gtin = ${codes.gtin ?? null}, mpn = ${codes.mpn ?? null},
      updated_at = now() from product p where p.id = v.product_id and p.title = ${title}`.execute(at.db);
    await sql`update product set updated_at = now() where title = ${title}`.execute(at.db);
  }
  const ask = async (question: string) => {
    const query = parseQuestion(await readVocabulary(at.db), question);
    return search(at.db, query, { page: 1, perPage: 10, currency: 'USD', locale: 'en-US' });
  };
  const titles = async (question: string) => (await ask(question)).hits.map((hit) => hit.product.title);

  it.each([
    ['593-10153', ['Brook pond pump']],
    ['do you have 593-10153?', ['Brook pond pump']],
    ['sku: 593-10153', ['Brook pond pump']],
    ['593 10153', ['Brook pond pump']],
    ['59310153', ['Brook pond pump']],
    ['59-310153', ['Brook pond pump']],
    ['br2200x', ['Brook pond pump']],
    ['95205603217', ['Brook pond pump']],
    ['00095205603217', ['Brook pond pump']],
    ['we40b', ['Weir pond pump']],
    ['hose25green', ['Hose 25 mm']],
    ['HOSE-25', ['Hose 25 mm']],
    ['0153', ['Brook pond pump']],
    ['593-1', ['Brook pond pump']],
    ['5205603', ['Brook pond pump']],
    ['FIL-0077', ['Filter WE40B for pond pumps']],
  ])('find the product of %s alone', async (question, expected) => {
    expect(await titles(question)).toEqual(expected);
  });

  it('are read out of descriptions that label them', async () => {
    await sql`update product set description = 'Our best.<br>SKU Code: KK-POND21-05. Two outlets.', updated_at = now()
      where title = 'Brook pond pump'`.execute(at.db);
    await indexAttributes(at.db, 'all');
    expect(await titles('KK-POND21-05')).toEqual(['Brook pond pump']);
    expect(await titles('kkpond2105')).toEqual(['Brook pond pump']);
  });

  it('stand first where other words are asked too', async () => {
    expect((await titles('brook BR-2200X pond pump'))[0]).toBe('Brook pond pump');
    expect((await titles('WE.40.B or another pump'))[0]).toBe('Weir pond pump');
    expect((await titles('model cascade 7'))[0]).toBe('Weir pond pump');
  });

  it('are no prices, and prices no codes', async () => {
    const priceOf = async (question: string) =>
      (await ask(question)).query.filters.filter(({ key }) => key === 'price');
    expect(await priceOf('593-10153')).toEqual([]);
    expect(await priceOf('pump 593-10153')).toEqual([]);
    expect(await priceOf('pumps under 593')).toMatchObject([{ max: 59300 }]);
    expect(await priceOf('pumps 593-900')).toMatchObject([{ min: 59300, max: 90000 }]);
    expect(await priceOf('$593-$10153')).toMatchObject([{ min: 59300, max: 1015300 }]);
  });

  it('show the variant that bears them', async () => {
    await sql`insert into variant (product_id, sku, position, title, price_minor, currency)
      select id, 'WEIR-220V', 1, '220 V', 99900, 'USD' from product where title = 'Weir pond pump'`.execute(
      at.db,
    );
    await sql`update product set updated_at = now() where title = 'Weir pond pump'`.execute(at.db);
    await indexAttributes(at.db, 'all');
    const skus = async (question: string) => (await ask(question)).hits.map(({ variant }) => variant.sku);
    expect(await skus('weir220v')).toEqual(['WEIR-220V']);
    expect(await skus('593-20999')).toEqual(['593-20999']);
  });

  it('are near where a title has their digits behind other letters', async () => {
    await sql`update product set title = 'Float switch (L78105) for ponds', updated_at = now()
      where title = 'Hose 25 mm'`.execute(at.db);
    await indexAttributes(at.db, 'all');
    const { hits, unmatched } = await ask('LM78105');
    await sql`update product set title = 'Hose 25 mm', updated_at = now() where title like 'Float switch%'`.execute(
      at.db,
    );
    await indexAttributes(at.db, 'all');
    expect(hits.map(({ product }) => product.title)).toEqual(['Float switch (L78105) for ponds']);
    expect(unmatched).toEqual([{ kind: 'words', words: ['lm78105'] }]);
  });

  it('are told as sold out where they are', async () => {
    await sql`update stock set on_hand = 0, tracked = true from variant v
      where v.id = variant_id and v.sku = 'FIL-0077'`.execute(at.db);
    const { hits, nearMisses } = await ask('fil0077');
    await sql`update stock set on_hand = 3 from variant v where v.id = variant_id and v.sku = 'FIL-0077'`.execute(
      at.db,
    );
    expect(hits).toEqual([]);
    expect(nearMisses.map(({ product }) => product.title)).toEqual(['Filter WE40B for pond pumps']);
  });

  it('are found as soon as an import has changed them', async () => {
    expect(await titles('QX-88120')).toEqual([]);
    await code('Hose 25 mm', { sku: 'QX-88120' });
    await indexAttributes(at.db, 'all');
    expect(await titles('qx88120')).toEqual(['Hose 25 mm']);
    await code('Hose 25 mm', { sku: 'HOSE-25-GREEN' });
    await indexAttributes(at.db, 'all');
    expect(await titles('qx88120')).toEqual([]);
  });
});
