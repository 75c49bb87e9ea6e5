import { nanoid } from 'nanoid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { answerTurn } from '#agents/shopping/run/answer-turn.ts';
import { indexAttributes } from '#src/search/attributes/index-attributes.ts';
import { indexCatalogue } from '#src/search/index/index-catalogue.ts';
import type { Shop } from '#src/shop.ts';
import { insertProduct } from '#test/doubles/insert-product.ts';
import { smallShop } from './small-shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await smallShop();
  await insertProduct(shop.db, {
    slug: 'ember-light',
    title: 'Ember Light',
    brand: 'Fen',
    productType: 'Headlamp',
    categoryPath: ['Headlamps'],
    variants: [
      { sku: 'EL-GREY', price: 3_000, stock: 5, options: { Color: 'Grey' } },
      { sku: 'EL-RED', price: 3_500, stock: 5, options: { Color: 'Red' } },
    ],
  });
  await indexAttributes(shop.db, 'all');
  await indexCatalogue(shop.db, () => '');
});
afterAll(() => shop.close());

/** What is said in one conversation, each with the titles of its cards and the chips behind it. */
async function conversation(...said: readonly string[]) {
  const visitorId = nanoid();
  const answers: { cards: readonly string[]; chips: readonly string[] }[] = [];
  let conversationId: string | null = null;
  for (const text of said) {
    const report = (error: unknown) => {
      throw error;
    };
    const answer = await answerTurn({ shop, visitorId, conversationId, text, report });
    conversationId = answer.conversationId;
    answers.push({
      cards: answer.parts.flatMap((part) =>
        part.type === 'data-products' ? part.data.cards.map(({ title }) => title) : [],
      ),
      chips: answer.parts.flatMap((part) =>
        part.type === 'data-chips' ? part.data.chips.map(({ value }) => value) : [],
      ),
    });
  }
  return answers;
}

it('shows those that state what only few state', async () => {
  const [named, only] = await conversation('red headlamp', 'Only red');
  expect(named?.cards).toEqual(['Ember Light']);
  expect(only?.cards).toEqual(['Ember Light']);
});
