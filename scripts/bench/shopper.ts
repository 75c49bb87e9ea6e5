import { nanoid } from 'nanoid';
import { openWire, type Asked, type Reply, type Wire } from './wire.ts';

const ADDRESS = {
  name: 'Ann Bench',
  line1: '1 Road',
  line2: '',
  city: 'Boulder',
  region: 'CO',
  postcode: '80302',
  country: 'US',
};
let clients = Math.floor(Math.random() * 2 ** 24);

/** Somebody with a browser: keeps cookies, sends what a browser sends, follows nothing by itself. */
export interface Shopper {
  /** The cookies as they are sent; empty before the shop has set any. */
  cookie(): string;
  get(path: string): Asked;
  post(path: string, form: Readonly<Record<string, string>>): Asked;
  postJson(path: string, body: unknown): Asked;
  /** Takes up the cookies of an answer. */
  heard(reply: Reply): Reply;
}

/** A shopper of a shop at that origin; `identity` leaves answers unpacked, so that they can be read. */
export function newShopper(origin: string, { identity = false } = {}): Shopper {
  const cookies = new Map<string, string>();
  clients += 1;
  const from = `10.${(clients >> 16) & 255}.${(clients >> 8) & 255}.${clients & 255}`; // believed of a trusted proxy alone
  const headers = (more: Readonly<Record<string, string>> = {}) => ({
    'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36',
    accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
    'x-forwarded-for': from,
    ...(identity ? {} : { 'accept-encoding': 'gzip, deflate, br' }),
    ...(cookies.size ? { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') } : {}),
    ...more,
  });
  return {
    cookie: () => [...cookies].map((pair) => pair.join('=')).join('; '),
    get: (path) => ({ method: 'GET', path, headers: headers() }),
    post: (path, form) => ({
      method: 'POST',
      path,
      headers: headers({ origin, 'content-type': 'application/x-www-form-urlencoded' }),
      body: new URLSearchParams(form).toString(),
    }),
    postJson: (path, body) => ({
      method: 'POST',
      path,
      headers: headers({ origin, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' }),
      body: JSON.stringify(body),
    }),
    heard: (reply) => {
      for (const [, name = '', value = ''] of reply.head.matchAll(/\r\nset-cookie: *([^=]+)=([^;\r]*)/gi))
        cookies.set(name, value);
      return reply;
    },
  };
}

/** What a hidden field of a page holds. */
const hiddenField = (html: string, name: string): string =>
  (new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '')
    .replaceAll('&#34;', '"')
    .replaceAll('&quot;', '"');

/** The address that a shopper types in at the checkout. */
export const addressForm = (): Readonly<Record<string, string>> => ({
  ...ADDRESS,
  email: `bench-${nanoid(12).toLowerCase().replaceAll('_', '-')}@example.com`,
});

/** What the button on the last page of the checkout sends. */
export const orderForm = (html: string): Readonly<Record<string, string>> => ({
  do: 'order',
  key: hiddenField(html, 'key'),
  seen: hiddenField(html, 'seen'),
  method: 'good',
});

/** Somebody who has put one piece of that SKU in a cart. */
export async function shopperWithCart(port: number, sku: string): Promise<Shopper> {
  const wire = openWire(port);
  const one = newShopper(`http://127.0.0.1:${port}`);
  expectStatus(one.heard(await wire.ask(one.postJson('/api/cart', { sku, quantity: 1 }))), 200);
  wire.close();
  return one;
}

/** As far as the last page of the checkout: the request that its button would send. */
export async function readyToOrder(port: number, sku: string): Promise<Asked> {
  const wire = openWire(port);
  const one = newShopper(`http://127.0.0.1:${port}`, { identity: true });
  try {
    const page = await reviewPage(wire, one, sku);
    return one.post('/checkout/review', orderForm(page.body));
  } finally {
    wire.close();
  }
}

async function reviewPage(wire: Wire, one: Shopper, sku: string): Promise<Reply> {
  expectStatus(one.heard(await wire.ask(one.postJson('/api/cart', { sku, quantity: 1 }))), 200);
  expectStatus(one.heard(await wire.ask(one.post('/checkout', addressForm()))), 303);
  return expectStatus(one.heard(await wire.ask(one.get('/checkout/review'))), 200);
}

function expectStatus(reply: Reply, status: number): Reply {
  if (reply.status === status) return reply;
  throw new Error(`A shopper was answered ${reply.head}\n${reply.body.slice(0, 600)}`);
}
