import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Connector } from '#src/connectors/connector.ts';
import { shopify } from '#src/connectors/shopify/shopify.ts';
import { connectorsOf, noteWanted, syncConnector } from '#src/connectors/sync.ts';
import { woocommerce } from '#src/connectors/woocommerce/woocommerce.ts';
import { cancelAndRefund } from '#src/orders/cancel-order.ts';
import { markSent } from '#src/orders/fulfil-order.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { openOffice, type Office } from '#test/doubles/back-office.ts';
import { openWire, type WireAnswer, type WireAsked } from '#test/doubles/wire.ts';

const now = new Date('2026-11-27T12:00:00Z');
const minutesLater = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

/** What the other shop has and has been given, in the words of neither platform. */
interface There {
  stock: number;
  price: string;
  readonly orders: { id: number; number: string; skus: string[]; cancelled: boolean }[];
  /** Answers instead of the next requests, one each; the last stays where `stays`. */
  readonly instead: WireAnswer[];
  stays: boolean;
  loseNextOrder: boolean;
}

const shopifyWire =
  (there: There) =>
  ({ path, headers, body }: WireAsked): WireAnswer => {
    if (!/^\/admin\/api\/\d{4}-\d\d\/graphql\.json$/.test(path)) return { status: 404 };
    if (headers['x-shopify-access-token'] !== 'shpat_right')
      return { status: 401, body: { errors: 'Invalid API key' } };
    const { query, variables } = JSON.parse(body);
    if (query.includes('orderCreate')) {
      const { order, options } = variables;
      if (options.inventoryBehaviour !== 'DECREMENT_IGNORING_POLICY') return { status: 400 };
      const skus = order.lineItems.map(
        (line: { variantId?: string; sku?: string }) => line.variantId ?? line.sku,
      );
      there.orders.push({
        id: there.orders.length + 1,
        number: order.sourceIdentifier,
        skus,
        cancelled: false,
      });
      const cut = there.loseNextOrder;
      there.loseNextOrder = false;
      const created = { order: { id: `gid://shopify/Order/${there.orders.length}` }, userErrors: [] };
      return { cut, body: { data: { orderCreate: created } } };
    }
    if (query.includes('orderCancel')) {
      const order = there.orders.find(({ id }) => variables.id === `gid://shopify/Order/${id}`);
      if (order) order.cancelled = true;
      return { body: { data: { orderCancel: { orderCancelUserErrors: [] } } } };
    }
    if (query.includes('orders(')) {
      const found = there.orders.filter(({ number }) => variables.query === `tag:'shelftalk-${number}'`);
      return {
        body: { data: { orders: { nodes: found.map(({ id }) => ({ id: `gid://shopify/Order/${id}` })) } } },
      };
    }
    if (query.includes('productVariants(')) {
      const sku = /^sku:'(.*)'$/.exec(variables.query)?.[1];
      return { body: { data: { productVariants: { nodes: [{ id: `gid ${sku}`, sku }] } } } };
    }
    const variant = (sku: string, value: string, more: object = {}) => ({
      sku,
      barcode: null,
      price: there.price,
      compareAtPrice: null,
      inventoryPolicy: 'DENY',
      inventoryQuantity: there.stock,
      selectedOptions: [{ name: 'Glaze', value }],
      inventoryItem: { tracked: true },
      ...more,
    });
    const end = { hasNextPage: false, endCursor: null };
    if (query.includes('product(id:'))
      return {
        body: { data: { product: { variants: { pageInfo: end, nodes: [variant('BOWL-B', 'blue')] } } } },
      };
    const product = (id: number, handle: string, variants: object) => ({
      id: `gid://shopify/Product/${id}`,
      handle,
      title: handle,
      descriptionHtml: '<p>Fired twice.</p>',
      vendor: 'Kiln',
      productType: 'Bowls',
      tags: [],
      options: [{ name: 'Glaze' }],
      media: { nodes: [] },
      variants,
    });
    const first = variables.after === null;
    return {
      body: {
        data: {
          products: {
            pageInfo: first ? { hasNextPage: true, endCursor: 'c1' } : end,
            nodes: first
              ? [
                  product(1, 'bowl', {
                    pageInfo: { hasNextPage: true, endCursor: 'v1' },
                    nodes: [variant('BOWL-W', 'white')],
                  }),
                ]
              : [
                  product(2, 'dish', {
                    pageInfo: end,
                    nodes: [variant('DISH', 'grey', { inventoryItem: { tracked: false } })],
                  }),
                ],
          },
        },
      },
    };
  };

const wooWire =
  (there: There) =>
  ({ method, path, headers, body }: WireAsked): WireAnswer => {
    const right = `Basic ${Buffer.from('ck_right:cs_right').toString('base64')}`;
    if (headers.authorization !== right)
      return { status: 401, body: { code: 'woocommerce_rest_cannot_view' } };
    const url = new URL(path, 'http://x');
    const at = url.pathname.replace('/wp-json/wc/v3/', '');
    const list = (all: unknown[], perPage = 1): WireAnswer => {
      const page = Number(url.searchParams.get('page') ?? 1);
      return {
        body: all.slice((page - 1) * perPage, page * perPage),
        headers: {
          'x-wp-total': String(all.length),
          'x-wp-totalpages': String(Math.ceil(all.length / perPage)),
        },
      };
    };
    if (at === 'orders' && method === 'POST') {
      const given = JSON.parse(body);
      there.orders.push({
        id: there.orders.length + 1,
        number: given.meta_data[0].value,
        skus: given.line_items.map(
          (line: { variation_id?: number; product_id?: number }) => line.variation_id ?? line.product_id,
        ),
        cancelled: false,
      });
      const cut = there.loseNextOrder;
      there.loseNextOrder = false;
      return { cut, status: 201, body: { id: there.orders.length } };
    }
    if (at.startsWith('orders/')) {
      const order = there.orders.find(({ id }) => at === `orders/${id}`);
      if (order) order.cancelled = JSON.parse(body).status === 'cancelled';
      return { body: {} };
    }
    if (at === 'orders')
      return list(
        there.orders.map(({ id, number }) => ({
          id,
          meta_data: [{ key: '_shelftalk_order', value: number }],
        })),
      );
    const sku = url.searchParams.get('sku');
    if (sku) return { body: [{ id: sku === 'BOWL-W' ? 11 : 12, type: 'variation', parent_id: 1 }] };
    const sellable = (given: string, more: object = {}) => ({
      sku: given,
      price: there.price,
      regular_price: there.price,
      manage_stock: true,
      stock_quantity: there.stock,
      stock_status: 'instock',
      backorders: 'no',
      ...more,
    });
    if (at === 'products/1/variations')
      return list([
        { ...sellable('BOWL-W'), attributes: [{ name: 'Glaze', option: 'white' }] },
        { ...sellable('BOWL-B'), attributes: [{ name: 'Glaze', option: 'blue' }] },
      ]);
    const product = (id: number, slug: string, type: string, more: object) => ({
      id,
      type,
      name: slug,
      slug,
      description: 'Fired twice.',
      categories: [{ name: 'Bowls' }],
      tags: [],
      images: [],
      attributes: [{ name: 'Glaze', variation: type === 'variable' }],
      ...sellable('', more),
    });
    return list([
      product(1, 'bowl', 'variable', { sku: 'BOWL' }),
      product(2, 'dish', 'simple', { sku: 'DISH', manage_stock: false, stock_quantity: null }),
      product(3, 'set', 'grouped', { price: '', sku: 'SET' }),
    ]);
  };

describe('a message of another shop', () => {
  const body = '{"id": 1}';
  const signature = createHmac('sha256', 'hush').update(body).digest('base64');
  const cases: readonly [Connector, string][] = [
    [shopify({ base: 'http://x', token: 't', secret: 'hush' }), 'x-shopify-hmac-sha256'],
    [
      woocommerce({ base: 'http://x', key: 'k', secret: 's', webhookSecret: 'hush' }),
      'x-wc-webhook-signature',
    ],
  ];
  it.each(cases)('is known by its signature over the very bytes', (connector, header) => {
    const signed = (text: string, given: string | null) =>
      connector.isSigned(text, (name) => (name === header ? given : null));
    expect(signed(body, signature)).toBe(true);
    for (const wrong of [null, '', 'x', signature.slice(1), signature.toLowerCase()])
      expect(signed(body, wrong)).toBe(false);
    expect(signed('{"id":1}', signature)).toBe(false);
  });

  it('is believed of nobody while no secret is set', () => {
    const open = shopify({ base: 'http://x', token: 't' });
    expect(open.isSigned(body, () => createHmac('sha256', '').update(body).digest('base64'))).toBe(false);
  });
});

const platforms = {
  shopify: {
    wire: shopifyWire,
    connect: (base: string, key = 'shpat_right') => shopify({ base, token: key }),
  },
  woocommerce: {
    wire: wooWire,
    connect: (base: string, key = 'ck_right') => woocommerce({ base, key, secret: 'cs_right' }),
  },
} as const;

for (const [name, { wire, connect }] of Object.entries(platforms))
  onBothEngines(`a shop that stays in step with one at ${name}`, (open) => {
    let at: FreshDatabase;
    let office: Office;
    let there: There;
    let server: Awaited<ReturnType<typeof openWire>>;
    let here: Connector;
    let clock = 0;
    let taken = 0;
    beforeAll(async () => {
      at = await open();
      office = openOffice(at.db, now);
      server = await openWire((asked) => {
        const first = there.instead[0];
        if (first && !there.stays) there.instead.shift();
        return first ?? wire(there)(asked);
      });
      here = connect(server.base);
      there = { stock: 40, price: '24.00', orders: [], instead: [], stays: false, loseNextOrder: false };
      await sync();
    });
    afterAll(async () => {
      await server.close();
      await at.close();
    });
    beforeEach(() => {
      there.instead.length = 0;
      there.stays = false;
      server.asked.length = 0;
    });

    const sync = (connector = here) =>
      syncConnector(
        at.db,
        connector,
        {
          importing: () => ({ currency: 'USD', counts: 'knows-our-orders' }),
          taken: async () => void (taken += 1),
        },
        minutesLater(clock),
      );
    const later = (minutes: number) => (clock += minutes);
    const shelf = async () => {
      const { rows } = await sql<{ sku: string; price: number; free: number; tracked: boolean }>`
        select v.sku, v.price_minor::int as price, s.on_hand - s.reserved as free, s.tracked from variant v
          join product p on p.id = v.product_id and p.status = 'active' left join stock s on s.variant_id = v.id
        order by v.sku collate "C"`.execute(at.db);
      return rows;
    };

    it('has its products, prices and counts, over all pages', async () => {
      expect(await shelf()).toEqual([
        { sku: 'BOWL-B', price: 2400, free: 40, tracked: true },
        { sku: 'BOWL-W', price: 2400, free: 40, tracked: true },
        { sku: 'DISH', price: 2400, free: expect.any(Number), tracked: false },
      ]);
      expect(taken).toBe(1);
    });

    it('takes up a change when it is told of it, once however often and late it is told', async () => {
      there.stock = 35;
      later(2);
      for (let told = 0; told < 3; told++) await noteWanted(at.db, here.name, minutesLater(clock));
      expect(await sync()).toBe('done');
      expect((await shelf())[0]?.free).toBe(35);
      server.asked.length = 0;
      later(2);
      expect(await sync()).toBe('done');
      expect(server.asked).toEqual([]);
      expect(await sync()).toBe('not-due');
    });

    it('takes it up without being told, a quarter of an hour later', async () => {
      there.price = '22.50';
      later(16);
      expect(await sync()).toBe('done');
      expect((await shelf())[0]?.price).toBe(2250);
    });

    it('brings its orders there, each once, also where the answer was lost on the way', async () => {
      const first = await office.paid([['BOWL-W', 2]]);
      later(2);
      await sync();
      expect(there.orders.map(({ number }) => number)).toEqual([first.number]);
      expect(String(there.orders[0]?.skus)).toMatch(/BOWL-W|11/);
      const quick = await office.paid([['BOWL-B', 1]]);
      await markSent(at.db, quick.orderId, { carrier: null, tracking: null }, minutesLater(clock));
      later(2);
      await sync();
      expect(there.orders.pop()?.number).toBe(quick.number);
      there.loseNextOrder = true;
      const second = await office.paid([['BOWL-B', 1]]);
      later(2);
      expect(await sync()).toBe('later');
      expect((await connectorsOf(at.db))[0]?.error).toMatch(/does not answer|stopped/);
      later(30);
      expect(await sync()).toBe('done');
      expect(there.orders.map(({ number }) => number)).toEqual([first.number, second.number]);
      await cancelAndRefund(at.db, office.bank, first.orderId, 'by-shop', minutesLater(clock));
      later(2);
      await sync();
      expect(there.orders.map(({ cancelled }) => cancelled)).toEqual([true, false]);
    });

    it('loses nothing while it is told to wait for an hour', async () => {
      there.stock = 12;
      there.instead.push({ status: 429, headers: { 'retry-after': '60' } });
      there.stays = true;
      const before = await shelf();
      const order = await office.paid([['BOWL-B', 1]]);
      await noteWanted(at.db, here.name, minutesLater(clock));
      later(2);
      for (let minute = 0; minute < 60; minute++) {
        later(1);
        expect(['later', 'not-due']).toContain(await sync());
      }
      expect(await shelf()).toEqual(before.map((row) => ({ ...row, free: expect.any(Number) })));
      there.stays = false;
      there.instead.length = 0;
      later(20);
      expect(await sync()).toBe('done');
      expect(there.orders.at(-1)?.number).toBe(order.number);
      expect((await shelf())[0]?.free).toBe(12);
      expect(new Set(there.orders.map(({ number }) => number)).size).toBe(there.orders.length);
    });

    it('archives nothing where the other shop stops in the middle', async () => {
      const before = await shelf();
      there.price = '99.00';
      await noteWanted(at.db, here.name, minutesLater(clock));
      later(16);
      const answers = wire(there);
      let asked = 0;
      const half = await openWire((one) => (++asked > 1 ? { status: 502 } : answers(one)));
      expect(await sync(connect(half.base))).toBe('later');
      await half.close();
      expect(await shelf()).toEqual(before);
      there.price = '22.50';
      later(60);
      expect(await sync()).toBe('done');
    });

    it('says that a key is wrong, and goes on when it is put right', async () => {
      later(20);
      expect(await sync(connect(server.base, 'wrong'))).toBe('refused');
      expect((await connectorsOf(at.db))[0]?.error).toContain('does not take the key (401)');
      later(60);
      expect(await sync()).toBe('done');
      expect((await connectorsOf(at.db))[0]?.error).toBeNull();
    });
  });

it('Shopify is given the time that it asks for when a query costs too much', async () => {
  let refused = 0;
  const there: There = {
    stock: 1,
    price: '1.00',
    orders: [],
    instead: [],
    stays: false,
    loseNextOrder: false,
  };
  const server = await openWire((asked) =>
    refused++ < 1
      ? {
          body: {
            errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }],
            extensions: {
              cost: {
                requestedQueryCost: 752,
                throttleStatus: { currentlyAvailable: 700, restoreRate: 100 },
              },
            },
          },
        }
      : shopifyWire(there)(asked),
  );
  const pages = await Array.fromAsync(shopify({ base: server.base, token: 'shpat_right' }).products());
  expect(pages.flat().map(({ handle }) => handle)).toEqual(['bowl', 'dish']);
  expect(pages.flat()[0]?.variants.map(({ sku }) => sku)).toEqual(['BOWL-W', 'BOWL-B']);
  await server.close();
});
