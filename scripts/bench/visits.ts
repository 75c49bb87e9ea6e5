import type { Shelves } from './shelves.ts';
import { addressForm, newShopper, orderForm, type Shopper } from './shopper.ts';
import type { Asked, Reply } from './wire.ts';

export type Kind = 'product' | 'search' | 'listing' | 'cart' | 'conversation' | 'checkout';

/** What a visit of a kind is like: its share of all, and within how many milliseconds it is worth something. */
export const kinds: readonly { readonly kind: Kind; readonly share: number; readonly withinMs: number }[] = [
  { kind: 'product', share: 0.6, withinMs: 500 },
  { kind: 'search', share: 0.18, withinMs: 500 },
  { kind: 'listing', share: 0.1, withinMs: 500 },
  { kind: 'cart', share: 0.07, withinMs: 500 },
  { kind: 'conversation', share: 0.03, withinMs: 5_000 },
  { kind: 'checkout', share: 0.02, withinMs: 10_000 },
];

/** How a visit went; a checkout has begun once its first page was shown. */
export interface Visited {
  readonly ended: 'good' | 'shed' | 'wrong';
  readonly begun: boolean;
  /** Milliseconds of waits that the shop asked for and the visitor kept. */
  readonly waitedMs: number;
}

export type Ask = (asked: Asked) => Promise<Reply>;

const isShed = ({ status, head }: Reply): boolean =>
  (status === 503 || status === 429) && /\r\nretry-after:/i.test(head);
const AGAIN = 3; // times that somebody in a checkout presses the button once more when asked to wait
const QUESTIONS = [
  'a waterproof tent under $200',
  'a light kettle',
  'can I return it?',
  'a gift for a cyclist',
];
const SOME = 400; // products that are looked at during a sale: few, again and again

/** One visit of a new visitor, who sends what a browser sends. */
export async function visit(
  kind: Kind,
  origin: string,
  shelves: Shelves,
  chance: () => number,
  ask: Ask,
): Promise<Visited> {
  const pick = <One>(list: readonly One[]): One => list[Math.floor(chance() ** 2 * list.length)] as One;
  const reads = kind === 'conversation' || kind === 'checkout';
  const one = newShopper(origin, { identity: reads });
  const product = pick(shelves.products.slice(0, SOME));
  switch (kind) {
    case 'product':
      return single(await ask(one.get(product.path)), 200);
    case 'listing':
      return single(await ask(one.get(pick(shelves.categories))), 200);
    case 'search':
      return single(await ask(one.get(`/search?q=${encodeURIComponent(pick(shelves.searches))}`)), 200);
    case 'cart':
      return single(await ask(one.postJson('/api/cart', { sku: product.sku, quantity: 1 })), 200);
    case 'conversation': {
      const reply = await ask(one.postJson('/api/chat', { message: { text: pick(QUESTIONS) } }));
      const done = reply.body.includes('"type":"finish"');
      return done || reply.status !== 200
        ? single(reply, 200)
        : { ended: 'wrong', begun: false, waitedMs: 0 };
    }
    case 'checkout':
      return checkout(one, product.sku, ask);
  }
}

const single = (reply: Reply, status: number): Visited => ({
  ended: reply.status === status ? 'good' : isShed(reply) ? 'shed' : 'wrong',
  begun: false,
  waitedMs: 0,
});

async function checkout(one: Shopper, sku: string, ask: Ask): Promise<Visited> {
  let waitedMs = 0;
  let begun = false;
  const end = (ended: Visited['ended']): Visited => ({ ended, begun, waitedMs });
  const patiently = async (asked: () => Asked): Promise<Reply> => {
    for (let times = 0; ; times++) {
      const reply = one.heard(await ask(asked()));
      if (!isShed(reply) || times === AGAIN || !begun) return reply;
      const wait = Number(/\r\nretry-after: *(\d+)/i.exec(reply.head)?.[1] ?? 1) * 1000;
      waitedMs += wait;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  };
  const put = await patiently(() => one.postJson('/api/cart', { sku, quantity: 1 }));
  if (put.status !== 200) return end(isShed(put) ? 'shed' : 'wrong');
  const first = await patiently(() => one.get('/checkout'));
  if (first.status !== 200) return end(isShed(first) ? 'shed' : 'wrong');
  begun = true;
  const addressed = await patiently(() => one.post('/checkout', addressForm()));
  if (addressed.status !== 303) return end('wrong');
  const review = await patiently(() => one.get('/checkout/review'));
  if (review.status !== 200) return end('wrong');
  const placed = await patiently(() => one.post('/checkout/review', orderForm(review.body)));
  const path = /\r\nlocation: *(\/order\/[^\r]+)/i.exec(placed.head)?.[1];
  if (placed.status !== 303 || !path) return end('wrong');
  return end((await patiently(() => one.get(path))).status === 200 ? 'good' : 'wrong');
}
