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

/** The answer to the last of these turns. */
async function ask(...turns: readonly string[]): Promise<string> {
  const visitorId = nanoid();
  let conversationId: string | null = null;
  let said = '';
  for (const text of turns) {
    const report = (error: unknown) => {
      throw error;
    };
    const answer = await answerTurn({ shop, visitorId, conversationId, text, report });
    conversationId = answer.conversationId;
    said = textOf(answer.parts);
  }
  return said;
}

it('answers how big a thing is with the line that states its dimensions', async () => {
  expect(await ask('how big is the Quarry Teapot')).toContain('9" x 6" x 5"');
});

it('answers how many with the sentence that counts them', async () => {
  expect(await ask('Quarry Teapot, how many spoons of leaf fit in')).toContain('up to four spoons');
});

it('answers a heading of its list without a sentence around it', async () => {
  expect(await ask('Quarry Teapot', 'glaze count')).toContain('3 coats');
});

it('answers a measure said beside a name by the attribute', async () => {
  expect(await ask('volume quarry teapot')).toContain('1200 ml');
});

it('says which of those compared is at the end of a measure', async () => {
  expect(await ask('Hollow Teapot vs Brook Teapot', 'volume which bigger')).toBe(
    'The Hollow Teapot: volume 900 ml, against 600 ml of the Brook Teapot.',
  );
});

it('tells what the cheaper one of those compared costs', async () => {
  expect(await ask('Hollow Teapot vs Brook Teapot', 'Cheaper one is how much?')).toBe('It costs $48.');
});

it('adds what one sentence orders, whatever reason stands before it', async () => {
  const said = await ask(
    'Quarry Teapot',
    'Is too expensive for me. I take the Smoky Leaf, put in cart please',
  );
  expect(said).toMatch(/^Added Smoky Leaf/);
});

it('adds nothing where the sentence beside the order asks', async () => {
  const said = await ask('Quarry Teapot', 'Should I? I would say I take the Smoky Leaf when it is cheap');
  expect(said).not.toMatch(/^Added/);
});

it('tells the colors of a thing named beside a color that is hated', async () => {
  expect(await ask('teapots', 'hate moss. Hollow Teapot, which colors')).toContain('Ink, Clay');
});

it('tells a shoe size in the system that the shop sells in, for whom it is said', async () => {
  expect(await ask('My size is EU 42.5 for man. What is this in your US size?')).toBe('EU M 42.5 is US M 9.');
  expect(await ask('what is EU 39 in US')).toBe('EU M 39 is US M 6.5, EU W 39 is US W 8.');
});

it('tells what one thing named is made of, and compares it with nothing', async () => {
  expect(await ask('Quarry Teapot is from which clay?')).toContain('red stoneware');
});

it.each([
  ['what is the Quarry Teapot made of', 'Material: stoneware, brass'],
  ['the Quarry Teapot - what is it covered with', 'Material: stoneware, brass'],
  ['Does the Quarry Teapot have wheels? My table slopes a little.', 'smooth-rolling wheels'],
  ['quarry teapot depth?', '9" x 6" x 5"'],
  ['what size is the Quarry Teapot?', '9" x 6" x 5"'],
  ['What is it for, this Quarry Teapot?', 'Big enough for a long afternoon'],
  ['how many people can drink the Meadow Infusion', '2-4 drinkers'],
  ['How long does a pot of Meadow Infusion take? My guests are at the door.', '6 minutes'],
  ['How long is a pot of Meadow Infusion supposed to take?', '6 minutes'],
  ['What is Meadow Infusion about?', 'Chamomile and mint'],
])('answers %j from the words of its own description', async (question, words) => {
  expect(await ask(question)).toContain(words);
});

it('says that it is a program, whatever stands before the word', async () => {
  expect(await ask('am I talking to a damn robot?')).toMatch(/^I am an automatic assistant, a program of/);
});

it('answers a name and the word for a price with the price alone', async () => {
  expect(await ask('quarry teapot. price')).toBe('It costs $99.');
});

it('puts in what is named as well, right after something went in', async () => {
  expect(await ask('add the Quarry Teapot', 'and the Smoky Leaf as well')).toMatch(/^Added Smoky Leaf/);
});

it.each([
  ['do you sell umbrellas?', 'umbrellas'],
  ['You sell umbrella for adult?', 'umbrella'],
  ['sell garden umbrellas?', 'umbrellas'],
  ['do you have a travel umbrella under 30', 'umbrella'],
])('says of %j that nothing here is called so', async (question, thing) => {
  const said = await ask(question);
  expect(said).toMatch(/No product here/);
  expect(said).toContain(thing);
});
