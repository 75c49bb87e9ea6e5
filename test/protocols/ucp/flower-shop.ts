import type { Content } from '#src/editorial/content.ts';
import { answerUcp } from '#src/protocols/ucp/answer-rest.ts';
import type { Counter } from '#src/protocols/ucp/ask.ts';
import type { Release } from '#src/protocols/ucp/releases.ts';
import { testProvider } from '#src/orders/payment/test-provider.ts';
import { indexAttributes } from '#src/search/attributes/index-attributes.ts';
import { indexCatalogue } from '#src/search/index/index-catalogue.ts';
import type { Database } from '#src/database/database.ts';
import { insertProduct } from '#test/doubles/insert-product.ts';
import { orderWords } from '#test/doubles/order-shop.ts';

export const SITE = 'https://shop.example';

/** A shop that sells vases: one in two sizes, one sold out, and codes that take something off. */
export async function flowerShop(
  db: Database,
  agents: Content['store']['agents'] = undefined,
): Promise<Counter> {
  const vases = ['Home', 'Vases'];
  await insertProduct(db, {
    slug: 'tall-vase',
    title: 'Tall Vase',
    description: 'A vase of clear glass for long stems.',
    categoryPath: vases,
    variants: [
      { sku: 'VASE-S', price: 2_000, stock: 5, options: { Size: 'Small' } },
      { sku: 'VASE-L', price: 3_500, stock: 40, options: { Size: 'Large' }, compareAt: 4_000 },
    ],
  });
  await insertProduct(db, {
    slug: 'gone-vase',
    title: 'Gone Vase',
    categoryPath: vases,
    variants: [{ sku: 'GONE', price: 1_500, stock: 0 }],
  });
  await indexAttributes(db, 'all');
  await indexCatalogue(db, () => '');
  const words = orderWords({
    ten: { title: '10% off', when: { code: 'TENOFF' }, reward: { percent: 10 } },
  });
  return {
    db,
    content: {
      ...words,
      productWords: () => undefined,
      store: { ...words.store, agents },
    } as unknown as Content,
    site: SITE,
    payment: testProvider(db),
    anyHost: false,
    testSecret: null,
  };
}

export interface Told {
  readonly status: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a test looks into is said by the test
  readonly body: any;
  readonly text: string;
  readonly headers: Headers;
}

/** Asks the shop as an agent does over REST. */
export async function ask(
  counter: Counter,
  release: Release,
  [method, path]: readonly [method: string, path: string],
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
  now = new Date(),
): Promise<Told> {
  const request = new Request(`${SITE}/ucp/${release}${path}`, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const answer = await answerUcp(counter, request, { address: '192.0.2.7', origin: SITE }, now);
  if (!answer) throw new Error(`${path} is no address`);
  const text = await answer.text();
  return { status: answer.status, body: text ? JSON.parse(text) : null, text, headers: answer.headers };
}

export const BUYER = { first_name: 'Ann', last_name: 'Example', email: 'ann@example.com' };
export const HOME = {
  id: 'home',
  street_address: '1 Road',
  address_locality: 'Boulder',
  address_region: 'CO',
  postal_code: '80302',
  address_country: 'US',
};
export const SHIPPED = (option: string | null = 'slow') => ({
  methods: [
    {
      type: 'shipping',
      destinations: [HOME],
      selected_destination_id: 'home',
      groups: [{ selected_option_id: option }],
    },
  ],
});
export const pay = (token: string) => ({
  payment: {
    instruments: [
      {
        id: 'one',
        handler_id: 'mock_payment_handler',
        type: 'card',
        selected: true,
        credential: { type: 'token', token },
      },
    ],
  },
});
export const totalOf = (
  body: { totals: { type: string; amount: number }[] },
  type = 'total',
): number | undefined => body.totals.find((one) => one.type === type)?.amount;
