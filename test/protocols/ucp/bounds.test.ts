import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Counter } from '#src/protocols/ucp/ask.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { insertProduct } from '#test/doubles/insert-product.ts';
import { orderAs } from '#test/doubles/order-shop.ts';
import { ask, BUYER, flowerShop, pay, SHIPPED } from './flower-shop.ts';

const NEW = '2026-08-25';

onBothEngines('the bounds of agents', (open) => {
  let at: FreshDatabase;
  let counter: Counter;
  beforeAll(async () => {
    at = await open();
    counter = await flowerShop(at.db);
  });
  beforeEach(() => sql`truncate rate_limit`.execute(at.db));
  afterAll(() => at.close());

  const ready = (sku: string, at_ = counter) =>
    ask(at_, NEW, ['POST', '/checkout-sessions'], {
      line_items: [{ item: { id: sku }, quantity: 1 }],
      buyer: BUYER,
      fulfillment: SHIPPED(),
    });
  const complete = (id: string, at_ = counter) =>
    ask(at_, NEW, ['POST', `/checkout-sessions/${id}/complete`], pay('success_token'));
  const ruled = (agents: Counter['content']['store']['agents']): Counter => ({
    ...counter,
    content: { ...counter.content, store: { ...counter.content.store, agents } },
  });

  it('sell as many pieces as there are, to agents and people at once', async () => {
    await insertProduct(at.db, { slug: 'rare-vase', variants: [{ sku: 'RARE', price: 900, stock: 4 }] });
    const checkouts = await Promise.all(Array.from({ length: 8 }, () => ready('RARE')));
    const agents = checkouts.map(({ body }) =>
      complete(body.id).then(({ body: done }) => done.status === 'completed'),
    );
    const people = Array.from({ length: 8 }, (_, n) =>
      orderAs(at.db, counter.content as never, `person-${n}`, [['RARE', 1]], new Date()).then(
        ({ ok }) => ok,
        () => false, // none was left to put into the cart
      ),
    );
    const done = await Promise.all([...agents, ...people]);
    expect(done.filter(Boolean)).toHaveLength(4);
    const { rows } = await sql<{ sold: number; reserved: number }>`
      select (select sum(l.quantity)::int from order_line l join customer_order o on o.id = l.order_id
        where l.sku = 'RARE' and o.state <> 'cancelled') as sold,
      (select reserved from stock s join variant v on v.id = s.variant_id where v.sku = 'RARE') as reserved`.execute(
      at.db,
    );
    expect(rows).toEqual([{ sold: 4, reserved: 4 }]);
  });

  it('leave an order above the merchant’s limit, or of an agent that may not buy, to a person', async () => {
    for (const rules of [
      { mostAnOrder: '10.00 USD' },
      { mostADay: '10.00 USD' },
      { buy: 'signed' },
      { buy: 'nobody' },
    ] as const) {
      const shop = ruled(rules);
      const { body } = await ready('VASE-L', shop);
      expect((await complete(body.id, shop)).body).toMatchObject({
        status: 'requires_escalation',
        continue_url: expect.stringContaining('/checkout/continue/'),
        messages: expect.arrayContaining([expect.objectContaining({ severity: 'requires_buyer_review' })]),
      });
    }
  });

  it('hold an agent to its amount of a day where it orders several things at once', async () => {
    await sql`delete from agent_session`.execute(at.db);
    const shop = ruled({ mostADay: '45.00 USD' }); // one vase with its delivery fits, two do not
    const checkouts = await Promise.all(Array.from({ length: 4 }, () => ready('VASE-L', shop)));
    const done = await Promise.all(checkouts.map(({ body }) => complete(body.id, shop)));
    const stands = done.map(({ body }) => body.status).toSorted();
    expect(stands).toEqual(['completed', ...Array<string>(3).fill('requires_escalation')]);
    const declined = ruled({ mostADay: '90.00 USD' });
    const { body } = await ready('VASE-L', declined);
    const asked = ['POST', `/checkout-sessions/${body.id}/complete`] as const;
    for (let n = 0; n < 3; n++) await ask(declined, NEW, asked, pay('fail_token'));
    expect((await complete(body.id, declined)).body.status).toBe('completed');
  });

  it('let nobody search where the merchant says so', async () => {
    expect(
      (await ask(ruled({ search: 'nobody' }), NEW, ['POST', '/catalog/search'], { query: 'vase' })).status,
    ).toBe(403);
  });

  it('keep an agent to so many open carts', async () => {
    await sql`delete from agent_session where order_id is null`.execute(at.db);
    const shop = ruled({ openCarts: 2 });
    const statuses = [];
    for (let n = 0; n < 3; n++) statuses.push((await ready('VASE-L', shop)).status);
    expect(statuses).toEqual([201, 201, 429]);
  });

  it('mount no hooks of tests without a secret for them, and open them to nobody without it', async () => {
    const path = '/testing/simulate-shipping/none';
    expect((await ask(counter, NEW, ['POST', path])).status).toBe(404);
    expect((await ask({ ...counter, testSecret: 'a secret of tests' }, NEW, ['POST', path])).status).toBe(
      403,
    );
  });

  it('show what hostile text says as text, and keep of a payment only its kind', async () => {
    const { body } = await ask(counter, NEW, ['POST', '/checkout-sessions'], {
      line_items: [{ item: { id: 'VASE-L' }, quantity: 1 }],
      buyer: { ...BUYER, first_name: "'; drop table cart; -- <script>\0" },
      ...pay('success_token'),
    });
    expect(body.buyer.first_name).toBe("'; drop table cart; -- <script>\ufffd");
    const { rows } = await sql<{
      asked: string;
    }>`select asked::text as asked from agent_session where id = ${body.id}`.execute(at.db);
    expect(rows[0]?.asked).not.toContain('success_token');
  });
});
