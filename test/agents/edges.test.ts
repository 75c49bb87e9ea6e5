import { nanoid } from 'nanoid';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerTurn, type AnsweredTurn } from '#agents/shopping/run/answer-turn.ts';
import { textOf } from '#agents/shopping/parts.ts';
import { conversationOf, messagesOf } from '#src/conversations/conversation-store.ts';
import type { Shop } from '#src/shop.ts';
import { smallShop } from './small-shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await smallShop();
});
afterAll(() => shop.close());

const failTest = (error: unknown) => {
  throw error;
};

/** A visitor in one conversation. */
function visitor() {
  const visitorId = nanoid();
  const own = {
    visitorId,
    conversationId: null as string | null,
    async say(text: string): Promise<AnsweredTurn> {
      const { conversationId } = own;
      const answer = await answerTurn({ shop, visitorId, conversationId, text, report: failTest });
      own.conversationId = answer.conversationId;
      return answer;
    },
  };
  return own;
}
const words = (answer: AnsweredTurn) => textOf(answer.parts);
const dataOf = (answer: AnsweredTurn, type: string) =>
  answer.parts.find((one) => one.type === type) as { readonly data: Record<string, unknown> } | undefined;

describe('a conversation at its edges', () => {
  it('answers both of two tabs that speak at once, and keeps every message once', async () => {
    const one = visitor();
    await one.say('headlamps');
    const answers = await Promise.all([one.say('trail shoes'), one.say('waterproof ones')]);
    for (const answer of answers) expect(words(answer)).not.toBe('');
    const messages = await messagesOf(shop.db, one.conversationId ?? '');
    expect(messages.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(words(await one.say('which is cheapest?'))).toMatch(/\$\d/);
  });

  it('stays small over 200 turns and still holds the budget of the first', async () => {
    const one = visitor();
    await one.say('trail shoes under $130');
    const sizes: number[] = [];
    const turns = ['in blue', 'not the first one', 'undo that', 'show me more', 'compare them', 'in red'];
    for (let turn = 1; turn < 200; turn++) {
      await one.say(turns[turn % turns.length] ?? '');
      const stored = await conversationOf(shop.db, one.visitorId, one.conversationId ?? '');
      sizes.push(JSON.stringify(stored?.state).length);
    }
    expect(Math.max(...sizes.slice(100))).toBeLessThanOrEqual(Math.max(...sizes.slice(0, 100)));
    expect(Math.max(...sizes)).toBeLessThan(16_000);
    const need = dataOf(await one.say('trail shoes'), 'data-need')?.data['chips'];
    expect(JSON.stringify(need)).toContain('$130');
  });

  it('says so when a product is gone that was shown a turn before', async () => {
    const own = await smallShop();
    const visitorId = nanoid();
    const say = (text: string, conversationId: string | null) =>
      answerTurn({ shop: own, visitorId, conversationId, text, report: failTest });
    const { conversationId } = await say('headlamps', null);
    await sql`delete from product where slug in ('candle', 'beacon')`.execute(own.db);
    for (const text of [
      'add the first one to my cart',
      'compare the first two',
      'tell me more about the second',
    ]) {
      const answer = await say(text, conversationId);
      expect(words(answer).length, text).toBeGreaterThan(10);
      expect(words(answer), text).not.toMatch(/\$45|\$299|went wrong/);
      expect(dataOf(answer, 'data-cart')?.data['count'] ?? 0).toBe(0);
    }
    expect(dataOf(await say('trail shoes', conversationId), 'data-products')).toBeDefined();
    await own.close();
  });

  it('compares the only one shown with the one most like it, and says that it does', async () => {
    const one = visitor();
    await one.say('waterproof trail shoes under $130');
    const answer = await one.say('compare the first two');
    const { products } = dataOf(answer, 'data-compare')?.data as { products: readonly { title: string }[] };
    expect(products).toHaveLength(2);
    expect(products[0]?.title).toBe('Heron Dry');
    expect(words(answer)).toContain(
      `Only one was shown; beside it the one most like it, the ${products[1]?.title}`,
    );
  });

  it.each(["what if they don't fit", 'what if I do not like them?', 'what happens if they are too tight'])(
    'answers “%s” from the rule of returns, which holds none of these words',
    async (question) => {
      const one = visitor();
      await one.say('trail shoes');
      const answer = await one.say(question);
      expect(words(answer)).toContain('within 45 days');
      expect(dataOf(answer, 'data-sources')).toBeDefined();
    },
  );

  it('asks for one option after another of a thing only named, and forgets none that was said', async () => {
    const one = visitor();
    expect(words(await one.say('add 2 Heron Dry to my cart'))).toContain('Which size');
    const second = await one.say('us m 9 please');
    expect(words(second)).toContain('Which color');
    expect(dataOf(second, 'data-handoff')).toBeUndefined();
    const { lines } = dataOf(await one.say('blue, please'), 'data-cart')?.data as {
      lines: readonly { quantity: number; variant: string }[];
    };
    expect(lines).toMatchObject([{ quantity: 2, variant: 'US M 9 / Blue' }]);
  });

  it('does not answer from a rule what no rule is about', async () => {
    expect(words(await visitor().say('what if my dog eats them?'))).not.toContain('45 days');
  });

  it.each([
    ['5,000 characters', 'I need light shoes for wet trails. '.repeat(143), /longer than I can read/],
    ['emoji', '👟🏃‍♀️🔥', /what you are looking for/],
    ['Arabic', 'أحذية للجري على الطرق', /English/],
    ['Hebrew with marks that turn the direction', '\u202eנעלי ריצה\u202c', /English/],
  ])('answers %s shortly and goes on', async (_name, text, expected) => {
    const one = visitor();
    expect(words(await one.say(text))).toMatch(expected);
    expect(dataOf(await one.say('headlamps'), 'data-products')).toBeDefined();
    const [first] = await messagesOf(shop.db, one.conversationId ?? '');
    expect(JSON.stringify(first?.parts).length).toBeLessThan(2_000);
  });

  it('finds what is named beside words of another script', async () => {
    const answer = await visitor().say('אני צריך trail shoes under $130');
    expect(dataOf(answer, 'data-need')?.data['chips']).toHaveLength(2);
  });
});
