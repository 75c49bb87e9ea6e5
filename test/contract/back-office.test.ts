import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sweepAsked } from '#src/back-office/idempotency.ts';
import { keysOf, makeKey, revokeKey } from '#src/back-office/key.ts';
import { owedFor } from '#src/orders/money-ledger.ts';
import { markDelivered } from '#src/orders/fulfil-order.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { openOffice, type Office } from '#test/doubles/back-office.ts';
import { insertProduct } from '#test/doubles/insert-product.ts';
import { orderWords } from '#test/doubles/order-shop.ts';
import { returnAsSeen } from '#test/doubles/return-as-seen.ts';

const now = new Date('2026-11-27T12:00:00Z');
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

onBothEngines('the back office', (open) => {
  let at: FreshDatabase;
  let office: Office;
  let token: string;
  beforeAll(async () => {
    at = await open();
    office = openOffice(at.db, now);
    token = await office.token();
    await insertProduct(at.db, {
      slug: 'jar',
      variants: [
        { sku: 'JAR-S', price: 900, stock: 400, options: { Size: 'small' } },
        { sku: 'JAR-L', price: 1900, stock: 400, options: { Size: 'large' } },
      ],
    });
    await insertProduct(at.db, { slug: 'salt', variants: [{ sku: 'SALT', price: 250, stock: null }] });
  });
  afterAll(() => at.close());

  describe('lets in', () => {
    it('nobody without a key that holds, and says so in the words of RFC 9457', async () => {
      for (const bad of [null, 'office_not-a-key-of-this-shop-at-all-0000000000000', 'short']) {
        const answer = await office.ask(bad, 'GET', '/variants');
        expect(answer.status).toBe(401);
        expect(answer.headers.get('content-type')).toBe('application/problem+json');
        expect(answer.headers.get('www-authenticate')).toContain('Bearer');
        expect(answer.json).toMatchObject({ type: 'urn:shelftalk:problem:no-key', status: 401 });
      }
    });

    it('a key until it is over, and none that was taken back', async () => {
      const short = await office.token(['stock:read'], later(10));
      expect((await office.ask(short, 'GET', '/variants')).status).toBe(200);
      expect((await office.ask(short, 'GET', '/variants', { now: later(11) })).status).toBe(401);
      const gone = await makeKey(at.db, { name: 'till', rights: ['stock:read'], expiresAt: null }, now);
      expect((await office.ask(gone.token, 'GET', '/variants')).status).toBe(200);
      expect(await revokeKey(at.db, gone.id, now)).toBe(true);
      expect((await office.ask(gone.token, 'GET', '/variants')).status).toBe(401);
      expect(await revokeKey(at.db, gone.id, now)).toBe(false);
      const shown = (await keysOf(at.db)).find(({ id }) => id === gone.id);
      expect(shown).toMatchObject({ name: 'till', rights: ['stock:read'], usedAt: now, revokedAt: now });
    });

    it('a key to what it has the right to, and to nothing else', async () => {
      const reader = await office.token(['orders:read']);
      expect((await office.ask(reader, 'GET', '/orders')).status).toBe(200);
      const refused = await office.ask(reader, 'GET', '/stock/SALT');
      expect(refused.status).toBe(403);
      expect(refused.json.lacking).toEqual(['stock:read']);
      const counter = await office.token(['stock:write']);
      const priced = { variants: [{ sku: 'SALT', price: '9.99' }] };
      expect((await office.ask(counter, 'POST', '/variants', { body: priced })).json.lacking).toEqual([
        'prices:write',
      ]);
    });

    it('keeps no key that could be read', async () => {
      const rows = await at.db.selectFrom('back_office_key').selectAll().execute();
      expect(rows.length).toBeGreaterThan(1);
      expect(JSON.stringify(rows)).not.toContain(token.slice('office_'.length));
    });

    it('a key no oftener than it may', async () => {
      const eager = await office.token(['stock:read']);
      const at601 = async () => (await office.ask(eager, 'GET', '/stock/NONE', { now: later(500) })).status;
      const answers = new Set<number>();
      for (let asked = 0; asked < 601; asked++) answers.add(await at601());
      expect([...answers]).toEqual([404, 429]);
    });
  });

  describe('sets stock and prices', () => {
    it('of many variants at once, and lists what it could not take', async () => {
      const answer = await office.ask(token, 'POST', '/variants', {
        body: {
          variants: [
            { sku: 'JAR-S', stock: 77, price: '8.50', compareAt: '9.00' },
            { sku: 'JAR-L', price: '19.999' },
            { sku: 'NO-SUCH', stock: 1 },
            { sku: 'JAR-S', stock: 5 },
            { sku: 'SALT', price: '0' },
          ],
        },
      });
      expect(answer.status).toBe(200);
      expect(answer.json).toMatchObject({ stockSet: 1, pricesChanged: 1 });
      expect(
        answer.json.refused.map(({ sku, field }: { sku: string; field: string }) => `${sku} ${field}`),
      ).toEqual(expect.arrayContaining(['JAR-L price', 'NO-SUCH sku', 'JAR-S sku', 'SALT price']));
      const stock = await office.ask(token, 'GET', '/stock/JAR-S');
      expect(stock.json).toMatchObject({
        onHand: 77,
        free: 77,
        price: '8.50',
        compareAt: '9.00',
        heldBy: [],
      });
    });

    it('of a thousand, and of no more', async () => {
      const many = (count: number) => ({
        variants: Array.from({ length: count }, (_, n) => ({ sku: `N-${n}`, stock: n })),
      });
      const taken = await office.ask(token, 'POST', '/variants', { body: many(1_000) });
      expect([taken.status, taken.json.refused.length]).toEqual([200, 1_000]);
      const refused = await office.ask(token, 'POST', '/variants', { body: many(1_001) });
      expect(refused.status).toBe(422);
      expect(refused.json.errors[0]).toMatchObject({ in: 'body', at: 'variants' });
    });

    it('and tells what orders hold of a variant', async () => {
      const { number } = await office.paid([['JAR-L', 3]]);
      const stock = await office.ask(token, 'GET', '/stock/JAR-L');
      expect(stock.json).toMatchObject({
        onHand: 400,
        reserved: 3,
        free: 397,
        heldBy: [{ order: number, quantity: 3, until: null }],
      });
      expect((await office.ask(token, 'GET', '/stock/SALT')).json).toMatchObject({
        counted: false,
        free: null,
      });
      const page = await office.ask(token, 'GET', '/variants?limit=2');
      expect(page.json.variants.map(({ sku }: { sku: string }) => sku)).toEqual(['JAR-L', 'JAR-S']);
      expect((await office.ask(token, 'GET', `/variants?after=${page.json.next}`)).json).toMatchObject({
        variants: [{ sku: 'SALT' }],
        next: null,
      });
    });
  });

  it('takes counts for what they know and when they were taken, and says which are out of date', async () => {
    await insertProduct(at.db, { slug: 'cork', variants: [{ sku: 'CORK', price: 100, stock: 0 }] });
    const count = (stock: number, more: object) =>
      office.ask(token, 'POST', '/variants', { body: { variants: [{ sku: 'CORK', stock }], ...more } });
    const onHand = async () => (await office.ask(token, 'GET', '/stock/CORK')).json.onHand;
    const at10 = { countedAt: '2026-11-27T10:00:00Z', counts: 'does-not-know' };
    expect((await count(20, at10)).json).toMatchObject({ stockSet: 1, older: [] });
    expect(await onHand()).toBe(20);
    expect((await count(9, { ...at10, countedAt: '2026-11-27T09:00:00+00:00' })).json).toMatchObject({
      stockSet: 0,
      older: ['CORK'],
    });
    expect(await onHand()).toBe(20);
    expect((await count(-3, { counts: 'delta' })).json.stockSet).toBe(1);
    expect(await onHand()).toBe(17);
    expect((await count(-3, at10)).json.refused).toMatchObject([{ sku: 'CORK', field: 'stock' }]);
    const told = (await office.ask(token, 'GET', '/stock/CORK')).json;
    expect(told.story.map(({ kind, onHand }: { kind: string; onHand: number }) => [kind, onHand])).toEqual([
      ['counted', 20],
      ['delivered', 17],
    ]);
    expect(told.story[0].words).toContain('20 were counted (back office, ERP)');
    const { number } = await office.paid([['CORK', 10]]);
    expect((await count(4, { counts: 'does-not-know' })).json.short).toEqual([
      { order: number, sku: 'CORK', missing: 6 },
    ]);
  });

  describe('does once what is asked twice', () => {
    it('and answers it again byte for byte', async () => {
      const { orderId, number } = await office.paid([['JAR-S', 2]]);
      const refund = () =>
        office.ask(token, 'POST', `/orders/${number}/refund`, {
          body: { amount: '1.00', reason: 'late' },
          key: 'refund-1',
        });
      const first = await refund();
      const second = await refund();
      expect([first.status, second.status]).toEqual([200, 200]);
      expect(second.text).toBe(first.text);
      expect(second.headers.get('content-type')).toBe(first.headers.get('content-type'));
      expect([first, second].map(({ headers }) => headers.get('idempotent-replayed'))).toEqual([
        null,
        'true',
      ]);
      const order = await office.ask(token, 'GET', `/orders/${number}`);
      expect(order.json).toMatchObject({ refunded: '1.00', refundWanted: '0.00' });
      expect(await owedFor(at.db, orderId)).toBe(0);
    });

    it('also when both come at the same time', async () => {
      const { number } = await office.paid([['JAR-S', 2]]);
      const body = { amount: '2.00', reason: 'late' };
      const both = await Promise.all(
        [1, 2, 3].map(() => office.ask(token, 'POST', `/orders/${number}/refund`, { body, key: 'refund-2' })),
      );
      for (const { status } of both) expect([200, 409]).toContain(status);
      expect((await office.ask(token, 'GET', `/orders/${number}`)).json.refunded).toBe('2.00');
    });

    it('when the first died before it could answer', async () => {
      const { number } = await office.paid([['JAR-S', 2]]);
      const ask = (minutes: number) =>
        office.ask(token, 'POST', `/orders/${number}/refund`, {
          body: { amount: '3.00', reason: 'late' },
          key: 'refund-3',
          now: later(minutes),
        });
      await ask(0);
      await at.db
        .updateTable('back_office_request')
        .set({ status: null, body: null, content_type: null })
        .where('idempotency_key', '=', 'refund-3')
        .execute();
      expect((await ask(0)).json.type).toContain('in-progress');
      expect((await ask(2)).status).toBe(200);
      expect((await office.ask(token, 'GET', `/orders/${number}`)).json.refunded).toBe('3.00');
    });

    it('and takes a key for one thing only, until it is forgotten', async () => {
      const set = (stock: number, key?: string) =>
        office.ask(token, 'POST', '/variants', {
          body: { variants: [{ sku: 'JAR-S', stock }] },
          ...(key ? { key } : { headers: { 'idempotency-key': '' } }),
        });
      expect((await set(60, 'k')).status).toBe(200);
      expect((await set(61, 'k')).json.type).toBe('urn:shelftalk:problem:idempotency-key-reused');
      expect((await set(61)).json.type).toBe('urn:shelftalk:problem:no-idempotency-key');
      await sweepAsked(at.db, later(4 * 24 * 60));
      expect((await set(61, 'k')).status).toBe(200);
    });
  });

  describe('moves orders by the verbs of the studio', () => {
    it('sent, with carrier and number, and delivered', async () => {
      const { number } = await office.paid([['JAR-L', 1]]);
      const parcel = { carrier: 'Mule Post', tracking: 'MP 17' };
      const sent = await office.ask(token, 'POST', `/orders/${number}/sent`, { body: parcel });
      expect(sent.json).toEqual({ number, state: 'sent', ...parcel });
      expect((await office.ask(token, 'POST', `/orders/${number}/sent`, { body: parcel })).status).toBe(200);
      const other = await office.ask(token, 'POST', `/orders/${number}/sent`, { body: {} });
      expect([other.status, other.json.state]).toEqual([409, 'sent']);
      expect((await office.ask(token, 'POST', `/orders/${number}/cancel`)).status).toBe(409);
      expect((await office.ask(token, 'POST', `/orders/${number}/delivered`)).json.state).toBe('delivered');
    });

    it('cancelled, with pieces and money given back, less what was given back before', async () => {
      const { orderId, number } = await office.paid([['JAR-L', 2]]);
      const { total } = (await office.ask(token, 'GET', `/orders/${number}`)).json;
      await office.ask(token, 'POST', `/orders/${number}/refund`, {
        body: { amount: '5.00', reason: 'dented' },
      });
      const before = (await office.ask(token, 'GET', '/stock/JAR-L')).json.free;
      const cancelled = await office.ask(token, 'POST', `/orders/${number}/cancel`);
      expect(cancelled.json).toMatchObject({ number, state: 'cancelled' });
      expect((await office.ask(token, 'GET', '/stock/JAR-L')).json.free).toBe(before + 2);
      expect((await office.ask(token, 'GET', `/orders/${number}`)).json.refunded).toBe(total);
      expect(await owedFor(at.db, orderId)).toBe(0);
    });

    it('gives no more back than was paid, whether by itself or with what comes back', async () => {
      const { orderId, number } = await office.paid([['JAR-S', 1]]);
      const { total } = (await office.ask(token, 'GET', `/orders/${number}`)).json;
      const much = { amount: String(Number(total) + 1), reason: 'all' };
      const refused = await office.ask(token, 'POST', `/orders/${number}/refund`, { body: much });
      expect([refused.status, refused.json.most]).toEqual([422, total]);
      await office.ask(token, 'POST', `/orders/${number}/sent`, { body: {} });
      await markDelivered(at.db, orderWords(), orderId, now);
      const started = await returnAsSeen(at.db, orderWords(), orderId, [[0, 1]], now);
      if (!started.ok) throw new Error(started.reason);
      const rest = (Number(total) - 1).toFixed(2);
      await office.ask(token, 'POST', `/orders/${number}/refund`, {
        body: { amount: rest, reason: 'all but one' },
      });
      const received = await office.ask(token, 'POST', `/orders/${number}/returns/${started.id}/received`, {
        body: { restock: true },
      });
      expect(received.status).toBe(200);
      expect((await office.ask(token, 'GET', `/orders/${number}`)).json).toMatchObject({
        refunded: total,
        returns: [{ id: started.id, state: 'refunded', refund: '1.00' }],
      });
      expect(await owedFor(at.db, orderId)).toBe(0);
    });

    it('finds no order and no return that is not there', async () => {
      const { number } = await office.paid([['JAR-S', 1]]);
      expect((await office.ask(token, 'GET', '/orders/ABCD-2345')).status).toBe(404);
      const none = { body: { restock: false } };
      expect(
        (await office.ask(token, 'POST', `/orders/${number}/returns/R-NONE/received`, none)).json.type,
      ).toContain('unknown-return');
    });
  });

  it('tells other addresses and methods, other forms and longer bodies, each by its problem', async () => {
    expect((await office.ask(token, 'GET', '/nothing')).status).toBe(404);
    const wrong = await office.ask(token, 'DELETE', '/variants');
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'GET, POST']);
    const form = { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'a=b' };
    expect((await office.ask(token, 'POST', '/variants', form)).status).toBe(415);
    expect((await office.ask(token, 'POST', '/variants', { body: '{"variants":' })).status).toBe(400);
    expect(
      (await office.ask(token, 'POST', '/variants', { body: `"${'x'.repeat(1_000_001)}"` })).status,
    ).toBe(413);
    expect((await office.ask(token, 'GET', '/orders?limit=0')).json.errors[0]).toMatchObject({
      in: 'query',
      at: 'limit',
    });
  });
});
