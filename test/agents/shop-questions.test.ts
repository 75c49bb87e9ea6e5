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

async function ask(text: string) {
  const report = (error: unknown) => {
    throw error;
  };
  const answer = await answerTurn({ shop, visitorId: nanoid(), conversationId: null, text, report });
  const cards = answer.parts.flatMap((part) => (part.type === 'data-products' ? part.data.cards : []));
  return { said: textOf(answer.parts), titles: cards.map(({ title }) => title) };
}

it('tells a bundle with what it costs apart and together', async () => {
  const { said, titles } = await ask('do you have any bundles?');
  expect(said).toContain('$75 apart and $67.50 together');
  expect(titles).toEqual(['Hollow Teapot', 'Smoky Leaf']);
});

it('says that a thing is not sold, and shows nothing that only shares a word with it', async () => {
  const { said, titles } = await ask('do you sell bicycles?');
  expect(said).toMatch(/^No\. No product here (?:is called|mentions) “bicycles”/);
  expect(titles).toEqual([]);
});

it('answers what nothing offers with a plain no', async () => {
  expect((await ask('do you do price matching?')).said).toContain('No.');
});

it('says that a variant which is asked for cannot be had, and what can', async () => {
  const { said } = await ask('do you have the Hollow Teapot in moss?');
  expect(said).toMatch(/^No, the Hollow Teapot does not come in .*moss.*Ink/i);
});

it('compares by the quality that is asked for', async () => {
  const { said } = await ask('Hollow Teapot vs Brook Teapot, which holds more?');
  expect(said).toBe('The Hollow Teapot: volume 900 ml, against 600 ml of the Brook Teapot.');
});

it('puts the doctor first where a grave condition is named, and shows nothing', async () => {
  const { said, titles } = await ask('I am pregnant, which of your teas is best for me?');
  expect(said).toMatch(/^For pain, illness, pregnancy or medicines, please ask a doctor/);
  expect(titles).toEqual([]);
});

it.each([
  'a teapot set under $70',
  'cheapest bundle of mugs',
  'I need a pack of mugs for 4 people, is there a set',
])('looks for a thing that is called a set, a pack or a bundle: %s', async (text) => {
  const { said, titles } = await ask(text);
  expect(said).not.toMatch(/ready plan|put these together/);
  expect(titles.join()).toMatch(/Teapot|Mug/);
});

it.each(['I speak here with computer or with person?', 'am I talking to a computer'])(
  'says what it is, and calls nobody: %s',
  async (text) => {
    expect((await ask(text)).said).toMatch(/^I am an automatic assistant, a program/);
  },
);

it('reads machines that are wares as wares', async () => {
  expect((await ask('is it better to buy a tea machine or kettle stand?')).said).not.toMatch(
    /^I am an automatic assistant, a program/,
  );
});

it('leaves what is none of its business alone', async () => {
  const { said, titles } = await ask('who is gonna win the super bowl');
  expect(said).toMatch(/outside what I know/);
  expect(titles).toEqual([]);
});

it.each([
  'and my sister in Lima, is it possible to send it there?',
  'Good day, does the parcel go to Berlin?',
])('says of %j whether the shop sends to that country', async (text) => {
  const { said, titles } = await ask(text);
  expect(titles).toEqual([]);
  expect(said).not.toMatch(/is where I would start|look first/);
});
