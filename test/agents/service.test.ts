import { nanoid } from 'nanoid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerTurn, type AnsweredTurn } from '#agents/shopping/run/answer-turn.ts';
import { textOf } from '#agents/shopping/parts.ts';
import { setDetails } from '#src/carts/cart-choices.ts';
import { addToCart } from '#src/carts/cart-store.ts';
import { customerForEmail } from '#src/customers/customer-store.ts';
import { markDelivered, markSent } from '#src/orders/fulfil-order.ts';
import { payOrder } from '#src/orders/pay-order.ts';
import { testProvider } from '#src/orders/payment/test-provider.ts';
import { placeOrder } from '#src/orders/place-order.ts';
import { returnsOf } from '#src/orders/return-store.ts';
import { seenOf } from '#src/orders/what-changed.ts';
import type { Shop } from '#src/shop.ts';
import { HOME, quoteNow } from '#test/doubles/order-shop.ts';
import { smallShop, thatShips } from './small-shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = thatShips(await smallShop());
});
afterAll(() => shop.close());

/** A shopper who may talk and buy. */
function shopper(visitorId = nanoid()) {
  let conversationId: string | null = null;
  const say = async (text: string): Promise<AnsweredTurn> => {
    const answer = await answerTurn({
      shop,
      visitorId,
      conversationId,
      text,
      report: (error: unknown) => {
        throw error;
      },
    });
    conversationId = answer.conversationId;
    return answer;
  };
  const buy = async (skus: readonly string[], email = HOME.email) => {
    const { db, content } = shop;
    const now = new Date();
    for (const sku of skus) await addToCart(db, visitorId, sku, 1);
    await setDetails(db, visitorId, { ...HOME, email });
    const quote = await quoteNow(db, content.current(), visitorId, now);
    const placed = await placeOrder(
      db,
      content.current(),
      { visitorId, key: nanoid(), seen: seenOf(quote, { ...HOME, email }) },
      now,
    );
    if (!placed.ok) throw new Error(JSON.stringify(placed));
    await payOrder(
      db,
      testProvider(db),
      { orderId: placed.orderId, method: 'good', returnUrl: 'http://x/' },
      now,
    );
    return placed;
  };
  const arrive = async (orderId: string) => {
    await markSent(shop.db, orderId, { carrier: null, tracking: 'T-1' }, new Date());
    await markDelivered(shop.db, shop.content.current(), orderId, new Date());
  };
  return { visitorId, say, buy, arrive };
}
const words = (answer: AnsweredTurn) => textOf(answer.parts);
const facts = (answer: AnsweredTurn) => answer.parts.find((part) => part.type === 'data-facts')?.data;

describe('what the shop does for people it knows, in the conversation', () => {
  it('says where the shopper’s own order is, without asking for a number', async () => {
    const { say, buy } = shopper();
    const { number } = await buy(['CANDLE']);
    const answer = await say('where is my order?');
    expect(words(answer)).toContain(`Order ${number}: paid, being packed.`);
    expect(facts(answer)?.link?.href).toBe(`/order/${number}`);
  });

  it('asks a stranger for number and address, and then finds the order', async () => {
    const { number } = await shopper().buy(['PL-9-BLUE'], 'zoe@example.com');
    const { say } = shopper();
    expect(words(await say('track my order'))).toMatch(/order number and the email address/);
    const wrong = await say(`${number.toLowerCase()} somebody@example.com`);
    expect(words(wrong)).toMatch(/find no order/);
    expect(words(await say(`order ${number}, zoe@example.com`))).toContain(`Order ${number}: paid`);
  });

  it('shows nobody else’s order', async () => {
    const { number } = await shopper().buy(['PL-9-BLUE'], 'eve@example.com');
    const answer = await shopper().say(`what is the status of order ${number}`);
    expect(words(answer)).toMatch(/order number and the email address/);
    expect(facts(answer)).toBeUndefined();
  });

  it('opens a return of what is named once it has arrived, and says why not before', async () => {
    const { say, buy, arrive } = shopper();
    const { orderId } = await buy(['CANDLE', 'HD-9-BLUE']);
    expect(words(await say('I want to return the candle from my order'))).toMatch(/has not been sent yet/);
    await arrive(orderId);
    expect(words(await say('I want to return my order'))).toMatch(/Which of these should come back/);
    expect(await returnsOf(shop.db, orderId)).toEqual([]);
    const done = await say('start a return for the candle I ordered');
    expect(words(done)).toMatch(/The return R-\w+ of Candle 200 is open/i);
    expect(await returnsOf(shop.db, orderId)).toHaveLength(1);
  });

  it('means the order that holds what is named, not the newest', async () => {
    const { say, buy, arrive } = shopper();
    const { orderId, number } = await buy(['CANDLE']);
    await arrive(orderId);
    const newer = await buy(['PL-9-BLUE']);
    expect(words(await say('where is my order?'))).toContain(newer.number);
    expect(words(await say('where is the candle I ordered?'))).toContain(number);
    expect(words(await say('start a return for the candle I ordered'))).toMatch(/of Candle 200 is open/i);
    expect(await returnsOf(shop.db, newer.orderId)).toEqual([]);
  });

  it('orders again what was bought once, for who is signed in', async () => {
    const { visitorId, say, buy } = shopper();
    await buy(['PL-9-GREEN'], 'kim@example.com');
    const customerId = await customerForEmail(shop.db, 'kim@example.com');
    await shop.db
      .insertInto('visitor_customer')
      .values({ visitor_id: visitorId, customer_id: customerId })
      .execute();
    await shop.db
      .updateTable('customer_order')
      .set({ customer_id: customerId })
      .where('visitor_id', '=', visitorId)
      .execute();
    const answer = await say('order the Plover again, same as last time');
    expect(words(answer)).toMatch(/Added Plover/);
    const more = await say('order the Plover again, same as last time');
    expect(words(more)).toMatch(/Added Plover.* Your cart holds 2 pieces/s); // one more, not two
  });

  it('tells points and offers from rows only', async () => {
    const { say } = shopper();
    expect(words(await say('how many points do I have?'))).toMatch(/We have no rewards program/);
    expect(words(await say('do you have any discount codes for me'))).toMatch(/no offer for you right now/);
    const { visitorId, say: asMember } = shopper();
    const customerId = await customerForEmail(shop.db, 'mia@example.com');
    await shop.db
      .insertInto('visitor_customer')
      .values({ visitor_id: visitorId, customer_id: customerId })
      .execute();
    expect(words(await asMember('how many points do I have?'))).not.toMatch(/\d+ points/);
  });
});
