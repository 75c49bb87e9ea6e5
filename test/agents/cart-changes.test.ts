import { nanoid } from 'nanoid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerTurn } from '#agents/shopping/run/answer-turn.ts';
import { converse } from '#agents/shopping/run/conversation.ts';
import { textOf } from '#agents/shopping/parts.ts';
import { indexAttributes } from '#src/search/attributes/index-attributes.ts';
import { indexCatalogue } from '#src/search/index/index-catalogue.ts';
import type { Shop } from '#src/shop.ts';
import { insertProduct } from '#test/doubles/insert-product.ts';
import { smallShop } from './small-shop.ts';

const pairs = (first: string, firsts: readonly string[], second: string, seconds: readonly string[]) =>
  firsts.flatMap((one) => seconds.map((other) => ({ [first]: one, [second]: other })));

let shop: Shop;
beforeAll(async () => {
  shop = await smallShop();
  const put = (
    title: string,
    options: readonly Readonly<Record<string, string>>[],
    price: (one: Readonly<Record<string, string>>) => number = () => 2_000,
    stock: (one: Readonly<Record<string, string>>) => number = () => 20,
  ) =>
    insertProduct(shop.db, {
      slug: title.toLowerCase().replaceAll(' ', '-'),
      title,
      categoryPath: ['House'],
      variants: options.map((one, at) => ({
        sku: `${title}-${at}`,
        price: price(one),
        stock: stock(one),
        options: one,
        attributes: Object.entries(one).map(([label, value]) => ({
          key: label.toLowerCase(),
          label,
          kind: 'words' as const,
          values: [value],
        })),
      })),
    });
  await put('Bramble Stool', pairs('Finish', ['Oiled', 'White'], 'Seat', ['Cork', 'Felt']));
  await put('Bramwell Ladder', pairs('Rungs', ['L 3', 'L 5', 'L 7'], 'Color', ['Ash', 'Ink']));
  await put(
    'Cask Bench',
    pairs('Length', ['L 4', 'L 6', 'L 8', 'L 9'], 'Color', ['Ash', 'Ink']),
    undefined,
    ({ Length, Color }) => (Length === 'L 8' || (Length === 'L 6' && Color === 'Ash') ? 0 : 20),
  );
  await put('Tin Jug', [{ Size: 'Regular' }, { Size: 'Large' }], ({ Size }) =>
    Size === 'Large' ? 1_599 : 999,
  );
  await put('Wick Tapers', pairs('Color', ['Ivory', 'Rust'], 'Bundle', ['6 pack', '24 pack']));
  await indexAttributes(shop.db, 'all');
  await indexCatalogue(shop.db, () => '', { embedder: null });
});
afterAll(() => shop.close());

/** Says the turns of one conversation; answers the last one's words and lines of the cart. */
async function say(...turns: readonly string[]) {
  const visitorId = nanoid();
  let conversationId: string | null = null;
  let heard: { readonly words: string; readonly cart: readonly string[] | undefined } | undefined;
  for (const text of turns) {
    const answer = await answerTurn({
      shop,
      visitorId,
      conversationId,
      text,
      report: (error: unknown) => {
        throw error;
      },
    });
    ({ conversationId } = answer);
    const cart = answer.parts.findLast((part) => part.type === 'data-cart')?.data;
    heard = {
      words: textOf(answer.parts),
      cart: cart?.lines.map(({ quantity, title, variant }) => `${quantity} ${title} ${variant}`.trim()),
    };
    if (cart?.count) expect(heard.words).toContain(cart.subtotal);
  }
  return heard;
}

const ladder = 'add the Bramwell Ladder, L 5, in ash';
const stool = 'add the Bramble Stool oiled with cork';

describe('what is ordered goes in', () => {
  it.each([
    ['Wick Tapers rust 24 pack x2 cart', ['2 Wick Tapers Rust / 24 pack']],
    ['wick tapers ivory 6 pack, add 3', ['3 Wick Tapers Ivory / 6 pack']],
    ['put 2 of the Bramwell Ladder, ash, in L 7 in my cart, they are twins', ['2 Bramwell Ladder L 7 / Ash']],
    ['Wick Tapers, Ivory, 6 pack, three of them in the cart. happy?', ['3 Wick Tapers Ivory / 6 pack']],
    ['4 boxes of the Wick Tapers, rust, 6 pack, into the cart', ['4 Wick Tapers Rust / 6 pack']],
    ['Then one Tin Jug in large, into the cart, and let us hope.', ['1 Tin Jug Large']],
  ])('%j', async (order, lines) => {
    expect((await say(order))?.cart).toEqual(lines);
  });

  it('after something else as it is named, with its values', async () => {
    const heard = await say('add the Tin Jug in large', 'and the Bramwell Ladder, L 3, ink');
    expect(heard?.cart?.toSorted()).toEqual(['1 Bramwell Ladder L 3 / Ink', '1 Tin Jug Large']);
  });

  it('what was asked about, in values alone, beside what is named', async () => {
    const heard = await say(
      'the Bramwell Ladder in ink, is L 5 there?',
      'L 5 then, and the Tin Jug in large. add both',
    );
    expect(heard?.cart?.toSorted()).toEqual(['1 Bramwell Ladder L 5 / Ink', '1 Tin Jug Large']);
  });

  it.each(['You have the Bramwell Ladder in L 7, the ink one?', 'stools in white, also in felt?'])(
    'not by a question: %j',
    async (question) => {
      expect((await say(question, 'show my cart'))?.cart ?? []).toEqual([]);
    },
  );

  it('not the thing in view where the words name another', async () => {
    const heard = await say(
      'tell me about the Tin Jug',
      'the Speedwell Garden Parasol in pink, add one',
      'show my cart',
    );
    expect(heard?.cart ?? []).toEqual([]);
  });

  it('one thing where one is ordered', async () => {
    expect(
      (await say('show me something for the house', 'the Long Bramble Stool in white, add one'))?.cart
        ?.length ?? 0,
    ).toBeLessThan(2);
  });
});

describe('what the cart holds is changed', () => {
  it.each([
    [ladder, 'oops I need an L 7', '1 Bramwell Ladder L 7 / Ash'],
    [ladder, 'make it the ink colour', '1 Bramwell Ladder L 5 / Ink'],
    [ladder, 'swap it for a 3', '1 Bramwell Ladder L 3 / Ash'],
    [ladder, 'change the rungs to 7', '1 Bramwell Ladder L 7 / Ash'],
    [ladder, 'and the colour to ink', '1 Bramwell Ladder L 5 / Ink'],
    [stool, "I'd rather have the white one", '1 Bramble Stool White / Cork'],
    [stool, 'can I have that in felt instead', '1 Bramble Stool Oiled / Felt'],
    [stool, 'two of those', '2 Bramble Stool Oiled / Cork'],
    [stool, 'two of the stools in white instead', '2 Bramble Stool White / Cork'],
    [ladder, 'in ink', '1 Bramwell Ladder L 5 / Ink'],
    [ladder, 'l 7', '1 Bramwell Ladder L 7 / Ash'],
    ['add 3 Tin Jugs in large', 'take one of them out', '2 Tin Jug Large'],
    [ladder, 'ink instead of ash', '1 Bramwell Ladder L 5 / Ink'],
    [ladder, 'I want the L 7 and not the L 5', '1 Bramwell Ladder L 7 / Ash'],
    [ladder, 'hm, three is silly. just two', '2 Bramwell Ladder L 5 / Ash'],
    [ladder, 'make it 4 pieces, forgot the little one lol', '4 Bramwell Ladder L 5 / Ash'],
    ['add 3 Tin Jugs in large', 'one only please', '1 Tin Jug Large'],
    [ladder, 'no, TWO of it', '2 Bramwell Ladder L 5 / Ash'],
    ['add 3 Tin Jugs in large', 'remove 2', '1 Tin Jug Large'],
    ['add the Tin Jug in large', 'wrong size, should be regular', '1 Tin Jug Regular'],
    ['add the Wick Tapers in rust, 6 pack', 'change it to the 24 pack', '1 Wick Tapers Rust / 24 pack'],
  ])('after %j by %j', async (first, then, line) => {
    expect((await say(first, then))?.cart).toEqual([line]);
  });

  it('of two things to the one that the words name', async () => {
    const heard = await say(ladder, stool, 'make the ladder an L 7');
    expect(heard?.cart?.toSorted()).toEqual(['1 Bramble Stool Oiled / Cork', '1 Bramwell Ladder L 7 / Ash']);
  });

  it('by the word of a title that one line alone has', async () => {
    expect((await say(ladder, stool, 'remove the stool'))?.cart).toEqual(['1 Bramwell Ladder L 5 / Ash']);
  });

  it('not where what is to be taken out is not in it', async () => {
    const heard = await say(
      'add the Tin Jug in large',
      'he has gloves, take the gloves out again',
      'show my cart',
    );
    expect(heard?.cart).toEqual(['1 Tin Jug Large']);
  });

  it('one of several pieces, and says how many are left; all of them where no number is said', async () => {
    const fewer = await say('add 3 Tin Jugs in large', 'remove one of them');
    expect(fewer?.cart).toEqual(['2 Tin Jug Large']);
    expect(fewer?.words).toMatch(/Took out 1 × Tin Jug \(Large\), 2 left\..*2 pieces, \$31\.98/);
    expect((await say('add 3 Tin Jugs in large', 'remove them'))?.cart).toEqual([]);
  });

  it('not by a value of it that is said once something else was spoken of', async () => {
    expect((await say(ladder, 'show me headlamps', 'in ink', 'show my cart'))?.cart).toEqual([
      '1 Bramwell Ladder L 5 / Ash',
    ]);
  });

  it('to what can be bought only, and the nearest that can is named', async () => {
    const refused = await say('add the Cask Bench, L 4, in ash', 'make it an L 6');
    expect(refused?.cart).toEqual(['1 Cask Bench L 4 / Ash']);
    expect(refused?.words).toMatch(
      /cannot be had in L 6 now\. The nearest is L 6 \/ Ink, \$20\. Your cart keeps it/,
    );
    const added = await say('add the Cask Bench, L 8, in ash');
    expect(added?.cart).toEqual([]);
    expect(added?.words).toMatch(/cannot be had in L 8, Ash now\. The nearest is L 9 \/ Ash, \$20\./);
  });

  it.each(['is it in L 7?', 'should I get an L 7 instead?', 'do I need an L 7', 'is it better in ink?'])(
    'not by a question: %j',
    async (question) => {
      const heard = await say(ladder, question, 'show my cart');
      expect(heard?.cart).toEqual(['1 Bramwell Ladder L 5 / Ash']);
    },
  );

  it('never by a number that may be a size: it asks', async () => {
    const heard = await say(ladder, 'make it 7');
    expect(heard?.cart).toEqual(['1 Bramwell Ladder L 5 / Ash']);
    expect(heard?.words).toMatch(/rungs L 7 or 7 pieces/);
  });

  it.each([
    [ladder, 'make it purple', /Nothing is changed.*Color Ash, Ink/],
    [ladder, 'make it ash', /already/],
  ])('not at all where that is nothing new, and says so: %j, %j', async (first, then, words) => {
    const heard = await say(first, then);
    expect(heard?.cart).toEqual(['1 Bramwell Ladder L 5 / Ash']);
    expect(heard?.words).toMatch(words);
  });
});

describe('something is put into the cart', () => {
  it.each([
    ['bramwell ladder. l 7. ink. cart.', '1 Bramwell Ladder L 7 / Ink'],
    ['ok 2 tin jugs, large, into the cart please', '2 Tin Jug Large'],
    ['wick tapers rust 24 pack add', '1 Wick Tapers Rust / 24 pack'],
    ['I take the Wick Tapers, the 6 pack in ivory', '1 Wick Tapers Ivory / 6 pack'],
  ])('by a name and any wording: %j', async (text, line) => {
    expect((await say(text))?.cart).toEqual([line]);
  });

  it.each([
    ['get me the ladder, the L 3 one, ash', '1 Bramwell Ladder L 3 / Ash'],
    ['L 9 in ink in the cart', '1 Cask Bench L 9 / Ink'],
    ['large, put it in the cart', '1 Tin Jug Large'],
    ['ok one tapers, rust, 6 pack, into my basket', '1 Wick Tapers Rust / 6 pack'],
  ])('out of what was shown, by what the words fit alone: %j', async (text, line) => {
    expect((await say('house', text))?.cart).toEqual([line]);
  });

  it('in the size that was asked about just before', async () => {
    const heard = await say('do you have the Bramwell Ladder in L 7?', 'I take it, color ash');
    expect(heard?.cart).toEqual(['1 Bramwell Ladder L 7 / Ash']);
  });

  it('beside what went in just before, with "too"', async () => {
    const heard = await say(ladder, 'and the Tin Jug in large too');
    expect(heard?.cart?.toSorted()).toEqual(['1 Bramwell Ladder L 5 / Ash', '1 Tin Jug Large']);
  });

  it.each(['a non stick ladder, how hard can it be', 'show me what is in the cart', 'what should I buy'])(
    'never by %j',
    async (text) => {
      expect((await say('house', text, 'show my cart'))?.cart).toEqual([]);
    },
  );

  it('and said, where the turn breaks off after it', async () => {
    const stop = new AbortController();
    const saying = { visitorId: nanoid(), conversationId: null, text: ladder, pageSlug: null };
    const words: string[] = [];
    let wrote: string | null = null;
    for await (const event of converse(shop, saying, stop.signal, () => {})) {
      if (event.part === 'cart') stop.abort();
      if (event.part === 'text') words.push(event.data);
      if (event.part === 'end') wrote = event.data.state.wrote;
    }
    expect(words).toEqual(['Added Bramwell Ladder (L 5 / Ash). Your cart holds 1 piece, $20. Stopped.']);
    expect(wrote).toBe('Bramwell Ladder-2');
  });

  it('not without a verb', async () => {
    expect((await say('tin jug in large'))?.cart).toBeUndefined();
  });

  it('each of two things with its own words, and words and card agree', async () => {
    const heard = await say('add two Tin Jugs in large and the Bramble Stool white with felt');
    expect(heard?.cart?.toSorted()).toEqual(['1 Bramble Stool White / Felt', '2 Tin Jug Large']);
    expect(heard?.words).toContain('3 pieces, $51.98');
  });

  it('and what was named beside it and is not sold is named as missing', async () => {
    const heard = await say('add the Tin Jug in large and a velvet throne');
    expect(heard?.cart).toEqual(['1 Tin Jug Large']);
    expect(heard?.words).toContain('“velvet throne”');
  });

  it('not several times where "two of those" may mean any of them', async () => {
    const heard = await say('show me headlamps', 'two of those');
    expect(heard?.cart).toEqual([]);
    expect(heard?.words).toMatch(/Which one/);
  });

  it('as one pack of six, not as six', async () => {
    expect((await say('add the Wick Tapers, ivory, 6 pack'))?.cart).toEqual(['1 Wick Tapers Ivory / 6 pack']);
  });
});
