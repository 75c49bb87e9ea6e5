import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { changeAddress } from '#src/orders/change-address.ts';
import { addNote, notesOf } from '#src/orders/order-notes.ts';
import { mailAgain, noteFor, noticesOf } from '#src/orders/order-notice.ts';
import { orderById, shopOrders } from '#src/orders/order-store.ts';
import { customerForEmail } from '#src/customers/customer-store.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { insertOrder } from '#test/doubles/insert-order.ts';
import { insertProduct } from '#test/doubles/insert-product.ts';

const NOW = new Date('2026-11-30T12:00:00Z');
const address = {
  name: 'Olga Berg',
  line1: '5 Mill Lane',
  line2: '',
  city: 'Boulder',
  region: 'CO',
  postcode: '80302',
  country: 'US',
};

onBothEngines('the care of an order', (open) => {
  let at: FreshDatabase;
  let id: string;
  beforeAll(async () => {
    at = await open();
    await insertProduct(at.db, { slug: 'lamp', variants: [{ sku: 'LAMP-1', price: 4000, stock: 9 }] });
    const customerId = await customerForEmail(at.db, 'olga@example.com');
    id = await insertOrder(at.db, {
      customerId,
      placedAt: NOW,
      state: 'paid',
      number: 'K7QM-4X2P',
      lines: [['LAMP-1', 1]],
    });
    await sql`update customer_order set source = 'shop', email = 'olga@example.com', tracking = '1Z_99%',
      address = ${JSON.stringify(address)}::jsonb where id = ${id}`.execute(at.db);
  });
  afterAll(() => at.close());

  it.each(['K7QM-4X', 'k7qm4x', 'olga b', 'OLGA@example', 'lamp-1', '1z_99%'])(
    'finds it by %s',
    async (text) => {
      const found = await shopOrders(at.db, { state: null, text, most: 5 });
      expect(found.map((order) => order.id)).toEqual([id]);
    },
  );

  it.each(['80302x', '%', '_', 'lamp-2', '\\'])('finds nothing by %s', async (text) => {
    const found = await shopOrders(at.db, { state: null, text, most: 5 });
    expect(found).toHaveLength(text === '%' || text === '_' ? 1 : 0); // the tracking number holds both signs
  });

  it('leaves out other states and what stands on earlier pages', async () => {
    expect(await shopOrders(at.db, { state: 'sent', most: 5 })).toEqual([]);
    expect(await shopOrders(at.db, { state: 'paid', skip: 1, most: 5 })).toEqual([]);
  });

  it('keeps notes in their order, and none that holds nothing', async () => {
    expect(await addNote(at.db, id, { person: 'Lena', text: ' Rang twice. ' }, NOW)).toBe(true);
    expect(await addNote(at.db, id, { person: 'Lena', text: '  ' }, NOW)).toBe(false);
    expect(await notesOf(at.db, id)).toEqual([{ at: NOW, person: 'Lena', text: 'Rang twice.' }]);
  });

  it('sends a message of before once more', async () => {
    await noteFor(at.db, id, 'confirmed', id, NOW);
    await sql`update order_notice set mailed_at = ${NOW}, tries = 3`.execute(at.db);
    expect(await mailAgain(at.db, id, { kind: 'confirmed', about: id }, NOW)).toBe(true);
    expect(await noticesOf(at.db, id)).toEqual([{ kind: 'confirmed', about: id, mailedAt: null }]);
    expect(await mailAgain(at.db, id, { kind: 'sent', about: id }, NOW)).toBe(false);
  });

  it('puts an address right where it costs the same to bring it, and notes what it was', async () => {
    const change = (changed: object) => changeAddress(at.db, id, { ...address, ...changed }, 'Lena', NOW);
    expect(await change({ line1: '6 Mill Lane', postcode: '80304' })).toEqual({ ok: true });
    expect((await orderById(at.db, id))?.address).toMatchObject({ line1: '6 Mill Lane', postcode: '80304' });
    expect((await notesOf(at.db, id)).at(-1)?.text).toBe(
      'Address changed: the street was “5 Mill Lane”, the postcode was “80302”.',
    );
    expect(await change({ name: ' ' })).toEqual({ ok: false, refusal: 'unreadable' });
    expect(await change({ region: 'NY', postcode: '10001' })).toEqual({ ok: false, refusal: 'elsewhere' });
    expect(await change({ country: 'CA' })).toEqual({ ok: false, refusal: 'elsewhere' });
    await sql`update customer_order set state = 'sent' where id = ${id}`.execute(at.db);
    expect(await change({ line1: '7 Mill Lane' })).toEqual({ ok: false, refusal: 'wrong-state' });
  });
});
