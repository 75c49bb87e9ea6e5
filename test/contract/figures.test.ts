import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { customerForEmail } from '#src/customers/customer-store.ts';
import { movers, salesByDay, stockRisks } from '#src/figures/sales.ts';
import { talkFigures } from '#src/figures/talk.ts';
import { noteQuestion } from '#src/open-questions/note-question.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { insertOrder } from '#test/doubles/insert-order.ts';
import { insertProduct } from '#test/doubles/insert-product.ts';
import { startConversation } from '#test/doubles/start-conversation.ts';

const ZONE = 'America/Denver';
const week = { from: '2026-11-23', to: '2026-11-30', timeZone: ZONE };
const noon = (day: string) => new Date(`${day}T19:00:00Z`);

onBothEngines('figures for the team', (open) => {
  let fresh: FreshDatabase;
  beforeAll(async () => {
    fresh = await open();
    await insertProduct(fresh.db, { slug: 'lamp', variants: [{ sku: 'LAMP', price: 4000, stock: 3 }] });
    await insertProduct(fresh.db, { slug: 'rug', variants: [{ sku: 'RUG', price: 9000, stock: 900 }] });
    const customerId = await customerForEmail(fresh.db, 'ann@example.com');
    const order = async (day: Date, sku: string, pieces: number, minor: number, state?: 'cancelled') => {
      const id = await insertOrder(fresh.db, {
        customerId,
        placedAt: day,
        lines: [[sku, pieces]],
        ...(state && { state }),
      });
      await sql`update customer_order set total_minor = ${minor}, visitor_id = 'ann' where id = ${id}`.execute(
        fresh.db,
      );
      await sql`update order_line set total_minor = ${minor} where order_id = ${id}`.execute(fresh.db);
    };
    await order(noon('2026-11-17'), 'RUG', 1, 9000);
    await order(noon('2026-11-24'), 'LAMP', 4, 16000);
    await order(noon('2026-11-24'), 'LAMP', 2, 8000, 'cancelled');
    // Late in the evening of the last day at the shop, and the next day elsewhere.
    await order(new Date('2026-11-30T06:30:00Z'), 'LAMP', 8, 32000);
  });
  afterAll(() => fresh.close());

  it('count paid orders by the shop’s own days, those without an order too', async () => {
    const days = await salesByDay(fresh.db, 'USD', week);
    expect(days).toHaveLength(7);
    expect(days.filter(({ orders }) => orders > 0)).toEqual([
      { day: '2026-11-24', orders: 1, revenue: 16000 },
      { day: '2026-11-29', orders: 1, revenue: 32000 },
    ]);
    expect(await salesByDay(fresh.db, 'EUR', week)).toEqual(
      days.map(({ day }) => ({ day, orders: 0, revenue: 0 })),
    );
  });

  it('name what sells otherwise than before, and what the rows say about it', async () => {
    await sql`update stock set reserved = on_hand where variant_id in (select id from variant where sku = 'LAMP')`.execute(
      fresh.db,
    );
    expect(await movers(fresh.db, 'USD', week, 5)).toEqual([
      expect.objectContaining({
        slug: 'lamp',
        now: 48000,
        before: 0,
        because: ['sold out now', 'not sold the span before'],
      }),
      expect.objectContaining({ slug: 'rug', now: 0, before: 9000, because: [] }),
    ]);
    await sql`update stock set reserved = 0`.execute(fresh.db);
  });

  it('foretell what runs out, by the pace of four weeks', async () => {
    expect(await stockRisks(fresh.db, 14, noon('2026-11-30'), 5)).toEqual([
      { sku: 'LAMP', title: expect.any(String), left: 3, aDay: 12 / 28, days: 7 },
    ]);
  });

  it('tell what talk came to', async () => {
    const { id } = await startConversation(fresh.db, 'ann');
    await sql`insert into conversation_message (conversation_id, position, role, parts, created_at)
      values (${id}, 900, 'user', '[]', ${noon('2026-11-23')})`.execute(fresh.db);
    await noteQuestion(
      fresh.db,
      { text: 'piano', source: 'conversation', because: 'not-known', visitorId: null },
      noon('2026-11-24'),
    );
    await noteQuestion(
      fresh.db,
      { text: 'piano', source: 'search', because: 'nothing-found', visitorId: null },
      noon('2026-11-24'),
    );
    const from = new Date('2026-11-23T07:00:00Z');
    const to = new Date('2026-11-30T07:00:00Z');
    expect(await talkFigures(fresh.db, 'USD', from, to)).toMatchObject({
      conversations: 1,
      turns: 1,
      unanswered: 1,
      handedOver: 0,
      minutesToAnswer: null,
      orders: 2,
      revenue: 48000,
    });
  });
});
