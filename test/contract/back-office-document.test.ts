import { afterAll, beforeAll, expect, it } from 'vitest';
import { judgeApi, type ApiDocument } from '#scripts/api-judge/judge-api.ts';
import { answerBackOffice } from '#src/back-office/answer.ts';
import { openApi } from '#src/back-office/openapi.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { openOffice } from '#test/doubles/back-office.ts';
import { insertProduct } from '#test/doubles/insert-product.ts';

const now = new Date('2026-11-27T12:00:00Z');
const document = openApi('https://shop.example', 'Small shop') as unknown as ApiDocument;

it('refers only to schemas that it holds', () => {
  const text = JSON.stringify(document);
  const named = [...text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(([, name = '']) => name);
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((name) => !Object.hasOwn(document.components.schemas, name))).toEqual([]);
  expect(text).not.toContain('$defs');
});

it('is found at fault where an answer is not what it says', async () => {
  const wrong = () => Promise.resolve(Response.json({ variants: 'none' }));
  const judged = await judgeApi(document, wrong, { cases: 2, seed: 1, known: {} });
  expect(judged.faults.length).toBe(judged.asked);
});

onBothEngines('what the document describes', (open) => {
  let at: FreshDatabase;
  beforeAll(async () => {
    at = await open();
  });
  afterAll(() => at.close());

  it('is what the door does, whatever it is asked', async () => {
    const office = openOffice(at.db, now);
    await insertProduct(at.db, { slug: 'jar', variants: [{ sku: 'JAR', price: 900, stock: 900 }] });
    await insertProduct(at.db, { slug: 'lid', variants: [{ sku: 'LID', price: 150, stock: null }] });
    const numbers: string[] = [];
    for (let made = 0; made < 8; made++) numbers.push((await office.paid([['JAR', 1]])).number);
    const token = await office.token();
    let minutes = 0;
    const ask = (path: string, init: RequestInit) =>
      answerBackOffice(
        office.desk,
        new Request(`https://shop.example/api/back-office${path}`, {
          ...init,
          headers: { ...(init.headers as Record<string, string>), authorization: `Bearer ${token}` },
        }),
        { address: '192.0.2.7', visitor: null },
        new Date(now.getTime() + Math.floor(++minutes / 300) * 60_000), // within what a key may ask
      );
    const known = { number: numbers, sku: ['JAR', 'LID'] };
    const judged = await judgeApi(document, ask, { cases: 40, seed: 42, known });
    expect(judged.faults.map(({ why, asked, status, answer }) => ({ why, asked, status, answer }))).toEqual(
      [],
    );
    expect(judged.asked).toBe(400);
    expect(judged.byStatus[200]).toBeGreaterThan(60);
    expect(judged.byStatus[422]).toBeGreaterThan(30);
  });
});
