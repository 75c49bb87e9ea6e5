import { HOT_SKU } from './bench-database.ts';
import { closedLoop } from './closed-loop.ts';
import type { Figure } from './figures.ts';
import { figuresOf, measureFloor, WARM, type Round } from './measure-pages.ts';
import type { Place } from './place.ts';
import { newShopper, readyToOrder, shopperWithCart, type Shopper } from './shopper.ts';
import type { Asked, Reply } from './wire.ts';

const VISITORS = 60;
const LINES = 15; // in one cart
const AT_ONCE = 10;
const ORDERS_A_SECOND = 60; // made ready for each second that is measured

/** Searches that nobody has made yet. */
export async function measureSearch(place: Place, round: Round): Promise<readonly Figure[]> {
  const { shop, shelves } = place;
  const bare = await measureFloor(place, round.seconds);
  const share = Math.floor(shelves.searches.length / 4);
  const mine = shelves.searches.slice((round.at % 3) * share, ((round.at % 3) + 1) * share);
  const requests = mine.map((said) => newShopper(shop.url).get(`/search?q=${encodeURIComponent(said)}`));
  const load = { again: false, seconds: round.seconds, expected: ({ status }: Reply) => status === 200 };
  await closedLoop(shop, { ...load, requests: requests.slice(0, WARM) });
  const figures = await closedLoop(shop, { ...load, requests: requests.slice(WARM) });
  return figuresOf(`search page${round.large ? ', large' : ''}`, figures, bare);
}

/** Another thing put in a cart that holds something. */
export async function measureCart(place: Place, round: Round): Promise<readonly Figure[]> {
  const { shop, shelves } = place;
  const bare = await measureFloor(place, round.seconds);
  const skus = shelves.products.slice(0, LINES).map(({ sku }) => sku);
  const visitors: Shopper[] = [];
  for (let at = 0; at < VISITORS; at++) visitors.push(await shopperWithCart(shop.port, HOT_SKU));
  const requests = skus.flatMap((sku) =>
    visitors.map((one) => one.postJson('/api/cart', { sku, quantity: 1 })),
  );
  const expected = ({ status }: Reply) => status === 200;
  return figuresOf(
    'cart add',
    await closedLoop(shop, { requests, again: false, seconds: round.seconds, expected }),
    bare,
  );
}

/** Orders placed and paid by the last button of the checkout, of different things and all of one. */
export async function measureOrders(place: Place, round: Round): Promise<readonly Figure[]> {
  const { shop, shelves } = place;
  const orders = Math.ceil(ORDERS_A_SECOND * round.seconds);
  const figures: Figure[] = [];
  for (const [what, skuAt] of [
    ['order, distinct SKUs', (at: number) => shelves.products[at % shelves.products.length]?.sku ?? ''],
    ['order, one hot SKU', () => HOT_SKU],
  ] as const) {
    const requests = await inTurns(orders, (at) => readyToOrder(shop.port, skuAt(at + round.at * orders)));
    const expected = ({ status, head }: Reply) => status === 303 && /\r\nlocation: *\/order\//i.test(head);
    const load = await closedLoop(shop, { requests, again: false, seconds: 60, expected });
    figures.push(...figuresOf(what, load, null));
  }
  return figures;
}

async function inTurns(count: number, make: (at: number) => Promise<Asked>): Promise<readonly Asked[]> {
  const made: Asked[] = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let at = next++; at < count; at = next++) made.push(await make(at));
    }),
  );
  return made;
}
