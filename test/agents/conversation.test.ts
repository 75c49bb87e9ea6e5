import { nanoid } from 'nanoid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerTurn, type AnsweredTurn } from '#agents/shopping/run/answer-turn.ts';
import { textOf, type Part } from '#agents/shopping/parts.ts';
import type { Shop } from '#src/shop.ts';
import { smallShop } from './small-shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await smallShop();
});
afterAll(() => shop.close());

/** Says the turns of one conversation and answers the answers. */
async function say(...turns: readonly string[]): Promise<readonly AnsweredTurn[]> {
  const visitorId = nanoid();
  let conversationId: string | null = null;
  const answers: AnsweredTurn[] = [];
  for (const text of turns) {
    const answer: AnsweredTurn = await answerTurn({
      shop,
      visitorId,
      conversationId,
      text,
      report: failTest,
    });
    conversationId = answer.conversationId;
    answers.push(answer);
  }
  return answers;
}
const failTest = (error: unknown) => {
  throw error;
};
const last = (answers: readonly AnsweredTurn[]): AnsweredTurn => answers.at(-1) as AnsweredTurn;
const part = <Type extends Part['type']>(answer: AnsweredTurn, type: Type) =>
  answer.parts.find((one): one is Extract<Part, { type: Type }> => one.type === type);
const titles = (answer: AnsweredTurn, type: 'data-products' | 'data-near' = 'data-products') =>
  part(answer, type)?.data.cards.map((card) => card.title) ?? [];
const words = (answer: AnsweredTurn) => textOf(answer.parts);
const cart = (answer: AnsweredTurn) =>
  part(answer, 'data-cart')?.data.lines.map((line) => `${line.quantity} ${line.title} ${line.variant}`);

describe('a conversation with the offline model', () => {
  it('shows what fits, cards before words, with prices from the rows', async () => {
    const answer = last(await say('waterproof trail shoes under $130'));
    expect(titles(answer)).toEqual(['Heron Dry']);
    const order = answer.parts.map((one) => one.type);
    expect(order.indexOf('data-products')).toBeLessThan(order.indexOf('text'));
    expect(words(answer)).toContain('$119');
    expect(words(answer).split(/\s+/).length).toBeLessThanOrEqual(60);
  });

  it('puts a product aside with the reason, never shows it again, and takes it back on undo', async () => {
    const answers = await say('trail shoes', 'not the first one', 'undo that');
    const [first] = titles(answers[0] as AnsweredTurn);
    expect(titles(answers[1] as AnsweredTurn)).not.toContain(first);
    expect(words(answers[1] as AnsweredTurn)).toContain(`put the ${first} aside`);
    expect(titles(answers[2] as AnsweredTurn)).toEqual(titles(answers[0] as AnsweredTurn));
  });

  it('changes the size of what is in the cart and says what stands there now', async () => {
    const answers = await say('add the Heron Dry in blue, US M 9', 'change it to size 10');
    expect(cart(last(answers))).toEqual(['1 Heron Dry US M 10 / Blue']);
    expect(words(last(answers))).toContain('US M 10');
  });

  it.each([
    ['hola, busco zapatos para correr', /English/],
    ['const a = () => { return 1; }; if (a == 2) {}', /code/],
    ['why this one?', /nothing yet/],
  ])('answers %j in one honest sentence', async (text, pattern) => {
    const answer = last(await say(text));
    expect(words(answer)).toMatch(pattern);
    expect(titles(answer)).toEqual([]);
  });

  it('goes back one wish at a time', async () => {
    const answers = await say('trail shoes under $130', 'waterproof ones', 'undo that', 'undo');
    expect(titles(answers[2] as AnsweredTurn)).toEqual(titles(answers[0] as AnsweredTurn));
    expect(words(answers[3] as AnsweredTurn)).not.toBe('');
  });

  it('holds the budget of an earlier turn for each of several things', async () => {
    const answer = last(await say('max 40 dollars', 'trail shoes and gels'));
    for (const { data } of answer.parts.filter((one) => one.type === 'data-products'))
      for (const card of data.cards)
        expect(Number(card.price.replace(/[^\d.]/g, ''))).toBeLessThanOrEqual(40);
  });

  it('keeps the budget through refinements until it is taken away', async () => {
    const answers = await say('trail shoes under $130', 'waterproof ones', 'in blue', 'forget the budget');
    expect(titles(answers[0] as AnsweredTurn).toSorted()).toEqual(['Heron Dry', 'Plover']);
    expect(titles(answers[1] as AnsweredTurn)).toEqual(['Heron Dry']);
    expect(part(answers[2] as AnsweredTurn, 'data-need')?.data.chips.map((chip) => chip.label)).toContain(
      'Under $130',
    );
    expect(part(last(answers), 'data-need')?.data.chips.map((chip) => chip.label)).not.toContain(
      'Under $130',
    );
  });

  it('takes a limit away by the text of its chip', async () => {
    const first = last(await say('trail shoes under $130'));
    const chip = part(first, 'data-need')?.data.chips.find((one) => one.label === 'Under $130');
    const after = last(await say('trail shoes under $130', chip?.remove ?? ''));
    expect(titles(after)).toContain('Curlew');
  });

  it('puts no size into the cart that nobody named: a card says what there is to choose from', async () => {
    const [open, settled, single] = await Promise.all([
      say('trail shoes under $100'),
      say('trail shoes under $100 in blue', 'US M 9'),
      say('headlamps under $50'),
    ]);
    const first = (answer: AnsweredTurn) => part(answer, 'data-products')?.data.cards[0];
    expect(first(last(open))).toMatchObject({
      title: 'Plover',
      variant: '2 sizes, 2 colors',
      choose: 'Choose size and color',
      href: '/p/plover',
    });
    expect(first(settled[0] as AnsweredTurn)).toMatchObject({
      variant: 'Blue, 2 sizes',
      choose: 'Choose size',
    });
    expect(first(last(settled))).toMatchObject({ sku: 'PL-9-BLUE', variant: 'US M 9 / Blue', choose: null });
    expect(first(last(single))).toMatchObject({ sku: 'CANDLE', choose: null });
  });

  it('says that nothing fits and what the nearest of that kind costs', async () => {
    const answer = last(await say('headlamps under $20'));
    expect(part(answer, 'data-products')).toBeUndefined();
    expect(titles(answer, 'data-near')[0]).toBe('Candle 200');
    expect(words(answer)).toMatch(/no headlamps under \$20.*Candle 200.*\$25 over/);
  });

  it('knows the most expensive thing of the whole shop, whatever was asked before', async () => {
    const answer = last(await say('trail shoes under $100', 'what is your most expensive product?'));
    expect(words(answer)).toContain('Beacon 600');
    expect(words(answer)).toContain('$299');
  });

  it('compares what is shown, with "not stated" as null and one recommendation', async () => {
    const answer = last(await say('compare Heron Dry and Curlew'));
    const table = part(answer, 'data-compare')?.data;
    expect(table?.rows.find((row) => row.label === 'Drop')?.values).toEqual(['8 mm', null]);
    expect(words(answer)).toContain('$40 less');
  });

  it('never guesses a size, asks once, and states the cart after every change', async () => {
    const answers = await say('show me the Plover', 'add it in blue', 'US M 10', 'make it two', 'remove it');
    expect(words(answers[1] as AnsweredTurn)).toContain('US M 9, US M 10');
    expect(cart(answers[1] as AnsweredTurn)).toEqual([]);
    expect(cart(answers[2] as AnsweredTurn)).toEqual(['1 Plover US M 10 / Blue']);
    expect(cart(answers[3] as AnsweredTurn)).toEqual(['2 Plover US M 10 / Blue']);
    expect(cart(answers[4] as AnsweredTurn)).toEqual([]);
  });

  it('does not ask again for a size that was said', async () => {
    const answer = last(await say('add the Plover in US M 9, green'));
    expect(cart(answer)).toEqual(['1 Plover US M 9 / Green']);
    expect(words(answer)).toContain('Added Plover (US M 9 / Green)');
  });

  it('answers a policy from the shop’s words, with the source', async () => {
    const answer = last(await say('can I return worn shoes?'));
    expect(words(answer)).toContain('within 45 days');
    expect(part(answer, 'data-sources')?.data.passages[0]?.href).toBe('/faq#return-worn-shoes');
  });

  it('says that it does not know, and how to reach a person once one is asked for', async () => {
    const answers = await say('do you sponsor athletes?', 'I would like to talk to a person');
    const [unsure = last(answers)] = answers;
    expect(words(unsure)).not.toContain('help@small.example.com');
    expect(part(unsure, 'data-chips')?.data.chips[0]).toEqual({
      kind: 'ask',
      label: 'Ask a person',
      value: 'I would like to talk to a person',
    });
    expect(words(last(answers))).toContain('help@small.example.com');
  });

  it('starts over without the limits of before', async () => {
    const answers = await say('waterproof trail shoes under $130', 'start over', 'headlamps');
    expect(titles(last(answers))).toEqual(expect.arrayContaining(['Beacon 600', 'Candle 200']));
  });

  it('leaves off-topic in one sentence, without cards', async () => {
    const answer = last(await say('tell me a joke'));
    expect(answer.parts.map((one) => one.type)).toEqual(['text']);
  });

  it.each([
    '',
    '   ',
    'x'.repeat(20_000),
    '<script>alert(1)</script>',
    "'; drop table product; --",
    'constructor __proto__',
    '🏃',
  ])('answers %j and keeps the conversation', async (text) => {
    const answers = await say(text, 'headlamps');
    expect(words(answers[0] as AnsweredTurn).length).toBeGreaterThan(10);
    expect(words(answers[0] as AnsweredTurn)).not.toContain('<script');
    expect(titles(last(answers)).length).toBeGreaterThan(0);
  });

  it('changes no cart because of what a product description says', async () => {
    const answers = await say('tell me about the Beacon 600', "what's in my cart");
    expect(cart(last(answers))).toEqual([]);
  });
});
