import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { refusalText } from '#src/carts/cart.ts';
import { addToCart, cartOf, setQuantity } from '#src/carts/cart-store.ts';
import { quote } from '#src/carts/quote.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { insertProduct } from '#test/doubles/insert-product.ts';

onBothEngines('carts', (open) => {
  let at: FreshDatabase;
  beforeAll(async () => {
    at = await open();
    await insertProduct(at.db, {
      slug: 'mudlark',
      variants: [
        { sku: 'MUD-9', price: 12995, stock: 5 },
        { sku: 'MUD-10', price: 13995, stock: 0 },
      ],
    });
    await insertProduct(at.db, { slug: 'gel', variants: [{ sku: 'GEL', price: 250, stock: null }] });
    await insertProduct(at.db, { slug: 'cup', variants: [{ sku: 'CUP', price: 300, stock: 30 }] });
  });
  afterAll(() => at.close());
  const held = async (visitorId: string) =>
    Object.fromEntries(
      (await cartOf(at.db, visitorId)).lines.map((line) => [line.variant.sku, line.quantity]),
    );

  it('hold what was added, with prices as they are now', async () => {
    await addToCart(at.db, 'ann', 'MUD-9', 2);
    await addToCart(at.db, 'ann', 'GEL', 3);
    const before = quote(await cartOf(at.db, 'ann'), 'USD');
    expect(before).toMatchObject({ count: 5, subtotal: { minor: 2 * 12995 + 3 * 250, currency: 'USD' } });
    await sql`update variant set price_minor = 300 where sku = 'GEL'`.execute(at.db);
    expect(quote(await cartOf(at.db, 'ann'), 'USD').subtotal.minor).toBe(2 * 12995 + 3 * 300);
  });

  it('refuse more than there is, and say how many there are', async () => {
    await setQuantity(at.db, 'bob', 'MUD-9', 4);
    const more = await addToCart(at.db, 'bob', 'MUD-9', 2);
    expect(more).toMatchObject({ ok: false, refusal: 'not-enough', most: 5 });
    expect(more.ok ? '' : refusalText(more, 'en-US')).toBe('We have 5 of Mudlark in that choice.');
    expect((await cartOf(at.db, 'bob')).lines[0]?.quantity).toBe(4);
  });

  it('refuse what is sold out, unknown, negative, huge or fractional', async () => {
    expect(await addToCart(at.db, 'cat', 'MUD-10')).toMatchObject({ refusal: 'sold-out' });
    expect(await addToCart(at.db, 'cat', 'NO-SUCH')).toMatchObject({ refusal: 'unknown-product' });
    for (const quantity of [-1, 0, 1.5, 1e9, NaN]) {
      expect(await addToCart(at.db, 'cat', 'GEL', quantity)).toMatchObject({
        ok: false,
        refusal: 'bad-quantity',
      });
    }
    expect((await cartOf(at.db, 'cat')).lines).toEqual([]);
  });

  it('lose no click of ten at once', async () => {
    await Promise.all(Array.from({ length: 10 }, () => addToCart(at.db, 'dee', 'GEL')));
    const cart = await cartOf(at.db, 'dee');
    expect(cart.lines[0]?.quantity).toBe(10);
    expect(cart.version).toBe(10);
  });

  it('take all of forty adds at once, and no more of one thing than stock and the limit allow', async () => {
    const all = await Promise.all(
      Array.from({ length: 40 }, (_, nth) => addToCart(at.db, 'fay', ['GEL', 'CUP'][nth % 2] ?? '')),
    );
    expect(all.every((one) => one.ok)).toBe(true);
    expect(await held('fay')).toEqual({ GEL: 20, CUP: 20 });
    const more = await Promise.all([
      ...Array.from({ length: 5 }, () => addToCart(at.db, 'fay', 'CUP')),
      ...Array.from({ length: 12 }, () => addToCart(at.db, 'fay', 'MUD-9')),
    ]);
    expect(more.filter((one) => one.ok)).toHaveLength(5);
    expect(more.flatMap((one) => (one.ok ? [] : refusalText(one, 'en-US')))).toEqual([
      ...Array.from({ length: 5 }, () => 'A cart takes at most 20 of one thing, in whole pieces.'),
      ...Array.from({ length: 7 }, () => 'We have 5 of Mudlark in that choice.'),
    ]);
    expect(await held('fay')).toEqual({ GEL: 20, CUP: 20, 'MUD-9': 5 });
  });

  it('lose no change that comes with adds of other things', async () => {
    await addToCart(at.db, 'gus', 'GEL', 3);
    await addToCart(at.db, 'gus', 'MUD-9', 2);
    const all = await Promise.all([
      ...Array.from({ length: 8 }, () => addToCart(at.db, 'gus', 'CUP', 2)),
      setQuantity(at.db, 'gus', 'GEL', 7, 3),
      setQuantity(at.db, 'gus', 'MUD-9', 0, 2),
      ...Array.from({ length: 2 }, () => addToCart(at.db, 'gus', 'CUP', 2)),
    ]);
    expect(all.every((one) => one.ok)).toBe(true);
    expect(await held('gus')).toEqual({ GEL: 7, CUP: 20 });
  });

  it('count every add of one thing beside removals of it', async () => {
    const added = Array.from({ length: 10 }, () => addToCart(at.db, 'hal', 'GEL'));
    const removed = [0, 1].map(() => setQuantity(at.db, 'hal', 'GEL', 0));
    await Promise.all([...added, ...removed]);
    const rest = (await held('hal'))['GEL'] ?? 0;
    await Promise.all(Array.from({ length: 3 }, () => addToCart(at.db, 'hal', 'GEL')));
    expect((await held('hal'))['GEL']).toBe(rest + 3);
    expect((await cartOf(at.db, 'hal')).version).toBe(15);
  });

  it('take a line away, also when its product left the shop', async () => {
    await insertProduct(at.db, { slug: 'gone', variants: [{ sku: 'GONE', price: 100, stock: 3 }] });
    await addToCart(at.db, 'eve', 'GONE');
    await addToCart(at.db, 'eve', 'GEL');
    await sql`update product set status = 'archived' where slug = 'gone'`.execute(at.db);
    expect((await cartOf(at.db, 'eve')).lines.map((line) => line.variant.sku)).toEqual(['GEL']);
    expect(await setQuantity(at.db, 'eve', 'GONE', 0)).toMatchObject({ ok: true });
    await setQuantity(at.db, 'eve', 'GEL', 0);
    expect((await cartOf(at.db, 'eve')).lines).toEqual([]);
  });

  it('belong to one visitor each', async () => {
    expect((await cartOf(at.db, 'stranger')).lines).toEqual([]);
  });
});
