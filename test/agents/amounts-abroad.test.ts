import { nanoid } from 'nanoid';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerTurn, type AnsweredTurn } from '#agents/shopping/run/answer-turn.ts';
import { textOf, type Part } from '#agents/shopping/parts.ts';
import { evidenceOf, groundText } from '#agents/shopping/guardrails/grounded-numbers.ts';
import type { Turn } from '#agents/shopping/state.ts';
import { readResult } from '#agents/shopping/tool-results/tool-result.ts';
import { indexCatalogue } from '#src/search/index/index-catalogue.ts';
import type { Shop } from '#src/shop.ts';
import { smallShop } from './small-shop.ts';

/** The small shop in euros at eleven times the price, printed as in Germany: `1.309 €`. */
async function shopInEuros(): Promise<Shop> {
  const shop = await smallShop();
  await sql`update variant set currency = 'EUR', price_minor = price_minor * 11`.execute(shop.db);
  await sql`update product set popularity = 50 where slug = 'curlew'`.execute(shop.db);
  await indexCatalogue(shop.db, () => '', { embedder: null });
  const { content } = shop;
  const current = () => {
    const words = content.current();
    return { ...words, store: { ...words.store, currency: 'EUR', locale: 'de-DE' } };
  };
  return { ...shop, content: { ...content, current } };
}

let shop: Shop;
beforeAll(async () => {
  shop = await shopInEuros();
});
afterAll(() => shop.close());

async function say(...turns: readonly string[]): Promise<AnsweredTurn> {
  const visitorId = nanoid();
  let answer: AnsweredTurn | null = null;
  for (const text of turns)
    answer = await answerTurn({
      shop,
      visitorId,
      conversationId: answer?.conversationId ?? null,
      text,
      report: (error) => {
        throw error;
      },
    });
  return answer as AnsweredTurn;
}
const part = <Type extends Part['type']>(answer: AnsweredTurn, type: Type) =>
  answer.parts.find((one): one is Extract<Part, { type: Type }> => one.type === type);
const plain = (text: string) => text.replace(/\s/g, ' ');
const words = (answer: AnsweredTurn) => plain(textOf(answer.parts));
const titles = (answer: AnsweredTurn) => part(answer, 'data-products')?.data.cards.map((card) => card.title);

describe('amounts that are printed as 1.309 €', () => {
  it('are compared as the numbers of the rows', async () => {
    const answer = await say('trail shoes');
    expect(titles(answer)?.[0]).toBe('Curlew');
    expect(words(answer)).toMatch(/Curlew(?: ansehen| an)?, 1\.749 €/);
    expect(words(answer)).toMatch(/Für weniger: Plover für 979 €|Weniger teuer: Plover, 979 €/);
    expect(words(await say('compare Heron Dry and Curlew'))).toContain('440 € günstiger');
    expect(words(await say('what is your most expensive product?'))).toContain('Beacon 600 für 3.289 €');
  });

  it('are limits of that many euros, in the words of a chip as well', async () => {
    const first = await say('trail shoes under €1,310');
    expect(titles(first)?.toSorted()).toEqual(['Heron Dry', 'Plover']);
    const chip = part(first, 'data-need')?.data.chips.find(({ label }) => plain(label) === 'Unter 1.310 €');
    expect(titles(await say('trail shoes under €1,310', chip?.remove ?? ''))).toContain('Curlew');
  });

  it('hold for each of several things', async () => {
    const answer = await say('trail shoes and headlamps under €1309.50');
    expect(words(answer)).toContain('Trail running shoes unter 1.309,50 €');
    expect(words(answer)).toContain('Headlamps unter 1.309,50 €');
  });

  it('bound another variant of a product by what was said', async () => {
    const answer = await say('trail shoes', 'the cheapest one but under €1309.50');
    expect(words(answer)).toContain('Plover gibt es unter 1.309,50 €');
  });

  it('are what a model may say of them, and minor units are not', () => {
    const price = { printed: '1.309 €', minor: 130_900, currency: 'EUR' };
    const result = readResult({
      name: 'catalogue_shape',
      text: JSON.stringify({
        all: { slug: '', name: '', products: 6, least: { ...one, price }, most: { ...one, price } },
        categories: [],
        brands: [],
      }),
    });
    const turn = { content: shop.content.current(), text: '', earlier: [], page: null, ...nothingSaid };
    const evidence = evidenceOf(turn as unknown as Turn, [result]);
    const removed = (sentence: string) => groundText(sentence, evidence).removed.length > 0;
    expect(['It costs 1.309 €.', 'It costs €1,309.', 'It costs €1309.00.'].map(removed)).toEqual([
      false,
      false,
      false,
    ]);
    expect(['It costs 1.308 €.', 'It costs 130900 €.', 'It weighs 130900 g.'].map(removed)).toEqual([
      true,
      true,
      true,
    ]);
  });
});

describe('what a tool answered', () => {
  it.each([
    ['is of a tool that the shop has not', 'issue_refund', '{"done":true}', null],
    ['is no JSON', 'search_products', 'Error: no such table', 'search_products'],
    ['is as another version wrote it', 'start_return', '{"started":"R1","refund":"$40"}', 'start_return'],
  ])('counts as failed where it %s', (_, name, text, tool) => {
    expect(readResult({ name, text })).toEqual({ tool, answer: { refusal: 'failed' } });
  });
});

const one = { slug: 'heron-dry', title: 'Heron Dry' };
const nothingSaid = { understanding: { named: [] }, state: { shown: [] } };
