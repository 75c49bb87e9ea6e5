import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { postOutside } from '#src/http/post-outside.ts';
import { isPublicAddress } from '#src/http/public-address.ts';
import { cancelAndRefund } from '#src/orders/cancel-order.ts';
import { markDelivered, markSent } from '#src/orders/fulfil-order.ts';
import { ordersCsv } from '#src/orders/orders-csv.ts';
import { receiveReturn } from '#src/orders/returns.ts';
import { deadCount, deadMessages, sendAgain, sweepWebhooks } from '#src/webhooks/dead-messages.ts';
import {
  addEndpoint,
  endpointsOf,
  EVENTS,
  resumeEndpoint,
  stopEndpoint,
  type EventName,
} from '#src/webhooks/endpoints.ts';
import { sendWebhooks } from '#src/webhooks/send-webhooks.ts';
import { signedHeaders } from '#src/webhooks/signature.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { openOffice, type Office } from '#test/doubles/back-office.ts';
import { insertProduct } from '#test/doubles/insert-product.ts';
import { HOME, orderAs, orderWords } from '#test/doubles/order-shop.ts';
import { returnAsSeen } from '#test/doubles/return-as-seen.ts';

const now = new Date('2026-11-27T12:00:00Z');
const secondsLater = (seconds: number) => new Date(now.getTime() + seconds * 1000);

describe('a message', () => {
  it('is signed as the reference library of Standard Webhooks signs it', () => {
    const headers = signedHeaders('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLlSw', {
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      body: '{"test": 2432232314}',
      now: new Date(1614265330_000),
    });
    expect(headers['webhook-signature']).toBe('v1,qYEQ1j6Ialff1EWt9z98sgoR67BiLZCYiSj9rtiRnGM=');
    expect(headers['webhook-timestamp']).toBe('1614265330');
  });

  it.each([
    'https://127.0.0.1/',
    'https://10.1.2.3/',
    'https://169.254.169.254/latest',
    'https://[::1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://[fd00::1]/',
    'https://localhost/',
    'https://2130706433/',
    'http://example.com/',
  ])('goes to no address of this machine or near it, nor without TLS: %s', async (url) => {
    const outside = { anyHost: false, withinMs: 5_000 };
    await expect(postOutside(new URL(url), {}, '', outside)).rejects.toMatchObject({ code: 'NOT_PUBLIC' });
  });

  it('may go to addresses of the internet', () => {
    expect(['93.184.216.34', '2606:4700::1111', '172.15.0.1'].map(isPublicAddress)).toEqual([
      true,
      true,
      true,
    ]);
    expect(['100.64.1.1', 'fe80::1', '2002:a00::1', 'no address'].map(isPublicAddress)).toEqual(
      Array(4).fill(false),
    );
  });
});

interface Heard {
  readonly id: string;
  readonly type: string;
  readonly order: string | undefined;
  readonly sku: string | undefined;
  readonly signed: boolean;
}

onBothEngines('webhooks', (open) => {
  let at: FreshDatabase;
  let office: Office;
  let server: Server;
  let url: string;
  let secret = '';
  let status = 200;
  let retryAfter = '';
  const heard: Heard[] = [];
  beforeAll(async () => {
    at = await open();
    office = openOffice(at.db, now);
    await insertProduct(at.db, { slug: 'jar', variants: [{ sku: 'JAR', price: 900, stock: 900 }] });
    await insertProduct(at.db, { slug: 'lid', variants: [{ sku: 'LID', price: 150, stock: 6 }] });
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (piece) => (body += piece));
      request.on('end', () => {
        const id = String(request.headers['webhook-id']);
        const said = JSON.parse(body);
        const sentAt = new Date(1000 * Number(request.headers['webhook-timestamp']));
        const signed = signedHeaders(secret, { id, body, now: sentAt });
        heard.push({
          id,
          type: said.type,
          order: said.data?.number,
          sku: said.data?.sku,
          signed: signed['webhook-signature'] === request.headers['webhook-signature'],
        });
        response.writeHead(status, retryAfter ? { 'retry-after': retryAfter } : {}).end('x'.repeat(100_000));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await at.close();
  });
  beforeEach(async () => {
    await sql`delete from webhook_endpoint`.execute(at.db);
    heard.length = 0;
    status = 200;
    retryAfter = '';
  });

  const endpoint = async (events: readonly EventName[] = Object.keys(EVENTS) as EventName[], lowAt = 3) => {
    const added = await addEndpoint(at.db, { url, events, lowAt, anyHost: true }, now);
    if (!added.ok) throw new Error(added.refusal);
    secret = added.secret;
    return added.id;
  };
  const send = (when = now) => sendWebhooks(at.db, { anyHost: true }, when);

  it('tell of an order from the first to the last, each once, signed, as it stands', async () => {
    await endpoint();
    const { orderId, number } = await office.paid([['JAR', 1]]);
    await markSent(at.db, orderId, { carrier: null, tracking: null }, secondsLater(1));
    await markDelivered(at.db, orderWords(), orderId, secondsLater(2));
    const started = await returnAsSeen(at.db, orderWords(), orderId, [[0, 1]], secondsLater(3));
    if (started.ok) await receiveReturn(at.db, orderWords(), started.id, true, secondsLater(4));
    const other = await office.paid([['JAR', 1]]);
    await cancelAndRefund(at.db, office.bank, other.orderId, 'by-shop', secondsLater(5));
    const all = await Promise.all([send(secondsLater(9)), send(secondsLater(9))]);
    expect(all[0].sent + all[1].sent).toBe(heard.length);
    const types = (of: string) => heard.filter(({ order }) => order === of).map(({ type }) => type);
    expect(types(number).toSorted()).toEqual([
      'order.delivered',
      'order.paid',
      'order.placed',
      'order.returned',
      'order.sent',
    ]);
    expect(types(other.number).toSorted()).toEqual(['order.cancelled', 'order.paid', 'order.placed']);
    expect(heard.every(({ signed }) => signed)).toBe(true);
    expect(new Set(heard.map(({ id }) => id)).size).toBe(heard.length);
    expect((await send(secondsLater(999))).sent).toBe(0);
  });

  it('tell of what is paid with nothing that it is paid', async () => {
    await endpoint(['order.paid']);
    const words = orderWords({ all: { reward: { percent: 100 } } });
    const done = await orderAs(at.db, words, 'free', [['JAR', 9]], now, {
      details: { ...HOME, region: '', email: 'free@example.com' },
    });
    if (!done.ok || done.total.minor > 0) throw new Error(JSON.stringify(done));
    await send();
    expect(heard.map(({ type, order }) => [type, order])).toEqual([['order.paid', done.number]]);
  });

  it('tell of low stock once each time that it falls there', async () => {
    await endpoint(['stock.low']);
    await office.paid([['LID', 2]]);
    expect((await send()).sent).toBe(0);
    await office.paid([['LID', 1]]);
    await office.paid([['LID', 1]]);
    await send();
    expect(heard.map(({ type, sku }) => [type, sku])).toEqual([['stock.low', 'LID']]);
    await sql`update stock set on_hand = on_hand + 5 where variant_id = (select id from variant where sku = 'LID')`.execute(
      at.db,
    );
    await office.paid([['LID', 4]]);
    await send();
    expect(heard.length).toBe(2);
  });

  it('are tried again ever more seldom, then given to a person, who sends them again', async () => {
    await endpoint(['order.paid']);
    const { number } = await office.paid([['JAR', 1]]);
    status = 500;
    let clock = 0;
    for (const wait of [0, 5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400]) {
      if (wait) expect((await send(secondsLater(clock + wait - 1))).failed).toBe(0);
      clock += wait;
      expect((await send(secondsLater(clock))).failed).toBe(1);
    }
    expect(await deadCount(at.db)).toBe(1);
    const [dead] = await deadMessages(at.db, 9);
    expect(dead).toMatchObject({
      kind: 'order.paid',
      about: number,
      tries: 10,
      status: 500,
      error: 'It answered 500.',
    });
    expect((await send(secondsLater(clock * 2))).failed).toBe(0);
    status = 204;
    expect(await sendAgain(at.db, { id: dead?.id ?? '' }, secondsLater(clock))).toBe(1);
    expect((await send(secondsLater(clock))).sent).toBe(1);
    expect(new Set(heard.map(({ id }) => id))).toEqual(new Set([dead?.id]));
    await sweepWebhooks(at.db, secondsLater(clock + 40 * 86_400));
    expect((await sql`select 1 from webhook_message`.execute(at.db)).rows).toEqual([]);
  });

  it('wait as long as an address asks, and keep their order behind the one that failed', async () => {
    await endpoint(['order.placed', 'order.paid']);
    await office.paid([['JAR', 1]]);
    await office.paid([['JAR', 1]]);
    status = 429;
    retryAfter = '3600';
    expect(await send()).toMatchObject({ sent: 0, failed: 1 });
    expect(heard.length).toBe(1);
    const [first] = heard;
    status = 200;
    await send(secondsLater(3_599));
    expect(heard.slice(1).map(({ id }) => id)).not.toContain(first?.id);
    await send(secondsLater(3_600));
    expect(new Set(heard.map(({ id }) => id)).size).toBe(4);
    expect((await endpointsOf(at.db))[0]).toMatchObject({ waiting: 0, dead: 0 });
  });

  it('end where an address is gone, or was stopped, until it is told again', async () => {
    const id = await endpoint(['order.paid']);
    await office.paid([['JAR', 1]]);
    status = 410;
    await send();
    expect((await endpointsOf(at.db))[0]).toMatchObject({
      stoppedBecause: 'It answered 410 Gone.',
      dead: 1,
      waiting: 0,
    });
    await office.paid([['JAR', 1]]);
    expect((await send()).hasEndpoints).toBe(false);
    expect(await sendAgain(at.db, 'all', now)).toBe(0);
    expect(await resumeEndpoint(at.db, id)).toBe(true);
    status = 200;
    expect(await sendAgain(at.db, 'all', now)).toBe(1);
    expect((await send()).sent).toBe(1);
    expect(await stopEndpoint(at.db, id, 'by hand', now)).toBe(true);
    expect(await stopEndpoint(at.db, id, 'by hand', now)).toBe(false);
  });

  it('go nowhere near where that is not allowed', async () => {
    expect(await addEndpoint(at.db, { url, events: ['order.paid'], lowAt: 3, anyHost: false }, now)).toEqual({
      ok: false,
      refusal: 'no-address',
    });
    await endpoint(['order.paid']);
    await office.paid([['JAR', 1]]);
    expect(await sendWebhooks(at.db, { anyHost: false }, now)).toMatchObject({ sent: 0, failed: 1 });
    expect(heard).toEqual([]);
    const { rows } = await sql`select error from webhook_message`.execute(at.db);
    expect(rows).toEqual([{ error: expect.stringContaining('WEBHOOK_HOSTS') }]);
  });

  it('beside which orders are a file for people, in which nobody writes a formula', async () => {
    const done = await orderAs(
      at.db,
      orderWords(),
      'csv',
      [
        ['JAR', 2],
        ['LID', 1],
      ],
      secondsLater(86_400),
      {
        details: { name: '=cmd|calc', line1: 'A "B", C', email: 'csv@example.com' },
      },
    );
    if (!done.ok) throw new Error(JSON.stringify(done));
    let file = '';
    for await (const piece of ordersCsv(at.db, { since: secondsLater(80_000), state: null })) file += piece;
    const [head, ...rows] = file.trimEnd().split('\r\n');
    expect(head?.startsWith('order_id,placed_at,status,')).toBe(true);
    expect(rows.length).toBe(2);
    expect(rows[0]).toContain(`,'=cmd|calc,"A ""B"", C",`);
    expect(rows[0]).toContain(`,JAR,`);
    let all = '';
    for await (const piece of ordersCsv(at.db, { since: null, state: 'cancelled' })) all += piece;
    expect(all.split('\r\n').length).toBeGreaterThan(2);
  });
});
