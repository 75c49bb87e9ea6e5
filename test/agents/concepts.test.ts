import { nanoid } from 'nanoid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { textOf } from '#agents/shopping/parts.ts';
import { answerTurn } from '#agents/shopping/run/answer-turn.ts';
import type { Shop } from '#src/shop.ts';
import { teaShop } from './tea-shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await teaShop();
});
afterAll(() => shop.close());

/** What the last of several turns of one conversation shows and says. */
async function talk(...said: readonly string[]) {
  const visitorId = nanoid();
  let conversationId: string | null = null;
  let last = { titles: [] as readonly string[], groups: 0, text: '' };
  for (const text of said) {
    const report = (error: unknown) => {
      throw error;
    };
    const answer = await answerTurn({ shop, visitorId, conversationId, text, report });
    conversationId = answer.conversationId;
    const listed = answer.parts.filter((part) => part.type === 'data-products');
    last = {
      titles: listed.flatMap((part) => part.data.cards.map(({ title }) => title)).toSorted(),
      groups: listed.length,
      text: textOf(answer.parts),
    };
  }
  return last;
}

it('answers what a word means, and how much one needs, from what the shop has written', async () => {
  expect(await talk("What it means steeping of leaves? I don't know this word")).toMatchObject({
    text: expect.stringContaining('letting leaves stand'),
    titles: [],
  });
  expect((await talk('My mother comes for tea. How many spoons for a pot I must have?')).text).toContain(
    'One spoon a cup',
  );
});

it('keeps to those that were shown, where the words say those', async () => {
  expect(await talk('teapots', 'those under 70 only please')).toMatchObject({
    titles: ['Brook Teapot', 'Hollow Teapot'],
  });
});

it('gives up what is not needed any more, and what is more than enough', async () => {
  expect((await talk('dishwasher safe mugs under $30')).titles).toEqual(['Larkspur Mug']);
  expect((await talk('dishwasher safe mugs under $30', 'dishwasher not needed')).titles).toEqual([
    'Dapple Mug',
    'Larkspur Mug',
  ]);
  expect(
    (await talk('dishwasher safe mugs', 'dishwasher or no dishwasher doesnt matter, mugs under 25')).titles,
  ).toEqual(['Dapple Mug', 'Larkspur Mug']);
});

it('holds a price for each of several things where each is said', async () => {
  const said = 'my wife drinks in the dark. I need a teapot for her and a mug, each under 50';
  expect(await talk(said)).toMatchObject({
    groups: 2,
    titles: ['Brook Teapot', 'Dapple Mug', 'Larkspur Mug'],
  });
});

it('keeps nothing of a search that found nothing, and looks for a kind where a price stands beside it', async () => {
  expect((await talk('bicycle helmet', 'ok a mug')).titles).toEqual(['Dapple Mug', 'Larkspur Mug']);
  expect((await talk('Quarry Teapot', 'teapot under 50')).titles).toEqual(['Brook Teapot']);
});

it('puts nothing into the cart that a question asks about', async () => {
  const asked = await talk('Hollow Teapot', 'I take it with sugar. is the Hollow Teapot ok for that?');
  expect(asked.text).not.toContain('Added');
  expect((await talk('Hollow Teapot', 'and do you have that one in moss?')).text).toMatch(
    /^No, the Hollow Teapot/,
  );
});

it('takes a word within a title, beside another, for another thing', async () => {
  expect((await talk('Larkspur Mug', 'and a mug rack, she has long hair')).text).not.toContain(
    'Larkspur Mug:',
  );
  expect((await talk('teapots', 'and the moss one same size')).text).not.toContain(
    'A person will put it right',
  );
});
