import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addCode, removeCode, setBurn } from '#src/carts/cart-choices.ts';
import { addToCart, cartCount, cartOf, setQuantity, swapInCart } from '#src/carts/cart-store.ts';
import { mergeCarts } from '#src/carts/merge-carts.ts';
import { customerForEmail } from '#src/customers/customer-store.ts';
import { signOut } from '#src/customers/sign-in.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { insertProduct } from '#test/doubles/insert-product.ts';
import { orderWords } from '#test/doubles/order-shop.ts';

const now = new Date('2026-11-27T12:00:00Z');

onBothEngines('the cart of a customer', (open) => {
  let at: FreshDatabase;
  beforeAll(async () => {
    at = await open();
    await insertProduct(at.db, { slug: 'lamp', variants: [{ sku: 'LAMP', price: 4000, stock: 500 }] });
    await insertProduct(at.db, { slug: 'cup', variants: [{ sku: 'CUP', price: 300, stock: null }] });
    await insertProduct(at.db, { slug: 'jar', variants: [{ sku: 'RARE', price: 900, stock: 2 }] });
  });
  afterAll(() => at.close());

  const signIn = async (visitorId: string, email: string) => {
    const customerId = await customerForEmail(at.db, email);
    await at.db.transaction().execute(async (trx) => {
      await sql`insert into visitor_customer (visitor_id, customer_id) values (${visitorId}, ${customerId})
        on conflict (visitor_id) do update set customer_id = excluded.customer_id`.execute(trx);
      await mergeCarts(trx, visitorId, customerId);
    });
    return customerId;
  };
  const words = (live: readonly string[]) =>
    orderWords(
      Object.fromEntries(
        live.map((code) => [code.toLowerCase(), { reward: { percent: 10 }, when: { code } }]),
      ),
    );
  const keepCode = (
    visitorId: string,
    typed: string,
    live = ['TEN', 'AAA', 'BBB', 'CCC', 'DDD', 'EEE', 'FFF'],
  ) =>
    addCode(
      at.db,
      words(live),
      { visitorId, asker: { address: '127.0.0.1', visitor: visitorId } },
      typed,
      now,
    );
  const held = async (visitorId: string) =>
    Object.fromEntries(
      (await cartOf(at.db, visitorId)).lines.map((line) => [line.variant.sku, line.quantity]),
    );

  it('takes over what the browser held, and is the same in every browser', async () => {
    await addToCart(at.db, 'phone', 'LAMP', 2);
    await signIn('phone', 'ann@example.com');
    expect(await held('phone')).toEqual({ LAMP: 2 });
    await addToCart(at.db, 'laptop', 'LAMP', 1);
    await addToCart(at.db, 'laptop', 'CUP', 15);
    await keepCode('laptop', 'ten');
    await signIn('laptop', 'ann@example.com');
    expect(await held('laptop')).toEqual({ LAMP: 3, CUP: 15 });
    expect((await cartOf(at.db, 'phone')).codes).toEqual(['TEN']);
    await setQuantity(at.db, 'phone', 'CUP', 1);
    expect(await held('laptop')).toEqual({ LAMP: 3, CUP: 1 });
    expect(await cartCount(at.db, 'laptop')).toBe(4);
  });

  it('stays with the customer when the browser signs out', async () => {
    await signOut(at.db, 'laptop');
    expect(await held('laptop')).toEqual({});
    await addToCart(at.db, 'laptop', 'CUP');
    expect(await held('laptop')).toEqual({ CUP: 1 });
    expect(await held('phone')).toEqual({ LAMP: 3, CUP: 1 });
  });

  it('merges two full carts to what a cart takes', async () => {
    await addToCart(at.db, 'tablet', 'LAMP', 19);
    await signIn('tablet', 'ann@example.com');
    expect(await held('tablet')).toMatchObject({ LAMP: 20 });
  });

  it('swaps one variant for another all or not at all, in its place', async () => {
    await addToCart(at.db, 'swap', 'CUP', 2);
    await addToCart(at.db, 'swap', 'LAMP', 1);
    expect(await swapInCart(at.db, 'swap', 'CUP', 'LAMP', 2)).toEqual({ ok: true });
    expect(await held('swap')).toEqual({ LAMP: 3 });
    expect(await swapInCart(at.db, 'swap', 'LAMP', 'CUP', 3)).toEqual({ ok: true });
    expect(await held('swap')).toEqual({ CUP: 3 });
    expect(await swapInCart(at.db, 'swap', 'CUP', 'RARE', 3)).toMatchObject({
      refusal: 'not-enough',
      most: 2,
    });
    expect(await swapInCart(at.db, 'swap', 'LAMP', 'CUP', 1)).toEqual({
      ok: false,
      refusal: 'changed-elsewhere',
    });
    expect(await swapInCart(at.db, 'swap', 'CUP', 'GONE', 1)).toEqual({
      ok: false,
      refusal: 'unknown-product',
    });
    expect(await held('swap')).toEqual({ CUP: 3 });
  });

  it('loses nothing when a browser signs in twice at once', async () => {
    await addToCart(at.db, 'twice', 'CUP', 3);
    await Promise.all([signIn('twice', 'bob@example.com'), signIn('twice', 'bob@example.com')]);
    expect(await held('twice')).toEqual({ CUP: 3 });
  });

  it('is not changed from a window that shows another number of the same thing', async () => {
    await addToCart(at.db, 'old', 'CUP', 2);
    await addToCart(at.db, 'old', 'CUP', 1);
    for (const wanted of [9, 0])
      expect(await setQuantity(at.db, 'old', 'CUP', wanted, 2)).toEqual({
        ok: false,
        refusal: 'changed-elsewhere',
      });
    expect(await held('old')).toEqual({ CUP: 3 });
    expect(await setQuantity(at.db, 'old', 'CUP', 9, 3)).toMatchObject({ ok: true });
    expect(await setQuantity(at.db, 'old', 'CUP', 9, 3)).toMatchObject({ ok: true }); // pressed twice
    expect(await held('old')).toEqual({ CUP: 9 });
  });

  it('keeps a few codes, and limits how many are tried', async () => {
    for (const code of ['aaa', 'bbb', 'ccc', 'ddd', 'eee']) await keepCode('codes', code);
    expect(await keepCode('codes', 'fff')).toMatchObject({
      ok: false,
      refusal: 'too-many',
    });
    expect(await keepCode('codes', '  ')).toMatchObject({
      ok: false,
      refusal: 'no-code',
    });
    await removeCode(at.db, 'codes', 'AAA');
    expect((await cartOf(at.db, 'codes')).codes).toEqual(['BBB', 'CCC', 'DDD', 'EEE']);
    for (let tries = 0; tries < 4; tries++) await keepCode('codes', 'bbb');
    expect(await keepCode('codes', 'ggg')).toMatchObject({
      ok: false,
      refusal: 'too-often',
    });
  });

  it('gives no place to a code that no offer takes, and says why', async () => {
    expect(await keepCode('dead', 'nothing')).toEqual({
      ok: false,
      refusal: 'dead',
      reason: 'We do not know that code.',
    });
    for (const code of ['aaa', 'bbb', 'ccc', 'ddd', 'eee']) await keepCode('dead', code);
    expect(await keepCode('dead', 'fff', ['BBB', 'DDD', 'FFF'])).toEqual({ ok: true });
    expect((await cartOf(at.db, 'dead')).codes).toEqual(['BBB', 'DDD', 'FFF']);
  });

  it('keeps a sensible wish for points and no other', async () => {
    for (const [given, kept] of [
      [250, 250],
      [-5, 0],
      [0.5, 0],
      [Number.NaN, 0],
      [1e300, 10_000_000],
      [99_999_999, 10_000_000],
    ] as const) {
      await setBurn(at.db, 'points', given);
      expect((await cartOf(at.db, 'points')).burn).toBe(kept);
    }
  });
});
