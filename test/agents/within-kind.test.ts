import { nanoid } from 'nanoid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { answerTurn } from '#agents/shopping/run/answer-turn.ts';
import type { Shop } from '#src/shop.ts';
import { teaShop } from './tea-shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await teaShop();
});
afterAll(() => shop.close());

/** The titles of the cards of a conversation's last turn. */
async function cards(...said: readonly string[]): Promise<readonly string[]> {
  const visitorId = nanoid();
  let conversationId: string | null = null;
  let titles: readonly string[] = [];
  for (const text of said) {
    const report = (error: unknown) => {
      throw error;
    };
    const answer = await answerTurn({ shop, visitorId, conversationId, text, report });
    conversationId = answer.conversationId;
    titles = answer.parts.flatMap((part) =>
      part.type === 'data-products' ? part.data.cards.map(({ title }) => title) : [],
    );
  }
  return titles.toSorted();
}

it('stays within the kind of a product that others are compared to, without itself', async () => {
  expect(await cards('something like the Hollow Teapot')).toEqual(['Brook Teapot', 'Quarry Teapot']);
  expect(await cards('love the Hollow Teapot but 64 is a lot. something like it but cheaper?')).toEqual([
    'Brook Teapot',
  ]);
  expect(await cards('Larkspur Mug', 'Hollow Teapot', 'too pricey. anything similar for less?')).toEqual([
    'Brook Teapot',
  ]);
});

it('leaves the kind that was looked for before, where others like a product of another are wanted', async () => {
  expect(await cards('mugs', 'something like the Hollow Teapot')).toEqual(['Brook Teapot', 'Quarry Teapot']);
});

it('goes on with the kind of what is spoken of, until another is named', async () => {
  expect(await cards('Quarry Teapot', 'below 70 please')).toEqual(['Brook Teapot', 'Hollow Teapot']);
  expect(await cards('Quarry Teapot', 'a cheaper mug')).toEqual(['Dapple Mug', 'Larkspur Mug']);
});
