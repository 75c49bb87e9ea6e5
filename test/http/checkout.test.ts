import { describe, expect, inject, it } from 'vitest';
import { ADDRESS, hidden, noScriptBrowser, put, reviewed } from '../doubles/no-script-browser.ts';

const shop = inject('shopUrl');
const browser = () => noScriptBrowser(shop);

describe('checkout over HTTP, without script', () => {
  it('leads from the cart to a paid order, which its own browser and its key open and nobody else', async () => {
    const one = browser();
    const form = await reviewed(one);
    const placed = await one.ask('/checkout/review', form);
    expect(placed).toMatchObject({ status: 303 });
    const again = await one.ask('/checkout/review', form);
    expect(again.to).toBe(placed.to);
    const order = await one.ask(placed.to ?? '');
    expect(order.text).toContain('Paid, being packed');
    expect(order.text).toContain('Ann &lt;script&gt;');
    expect(order.text).not.toContain('<script>alert(1)');
    const path = (placed.to ?? '').split('?')[0] ?? '';
    expect((await one.ask(path)).status).toBe(200);
    expect(await browser().ask(path)).toMatchObject({ status: 303, to: expect.stringContaining('/track') });
    expect(await browser().ask(`${path}?key=forged`)).toMatchObject({ status: 303 });
    const number = path.split('/').at(-1) ?? '';
    const tracked = await browser().ask('/track', {
      number: number.toLowerCase(),
      email: ' ANN.checkout@example.com ',
    });
    expect((await browser().ask(tracked.to ?? '')).status).toBe(200);
    expect(tracked).toMatchObject({ status: 303, to: expect.stringContaining(`/order/${number}?key=`) });
    expect(await browser().ask('/track', { number, email: 'other@example.com' })).toMatchObject({
      status: 404,
    });
  });

  it('places nothing at a total that was not shown, or from a form that is not whole', async () => {
    const one = browser();
    const form = await reviewed(one);
    const seen = JSON.parse(form['seen'] ?? '{}') as { total: number };
    const cheap = await one.ask('/checkout/review', { ...form, seen: JSON.stringify({ ...seen, total: 1 }) });
    expect(cheap.status).toBe(409);
    expect(cheap.text).toContain('Nothing was ordered');
    for (const broken of ['', '{}', '[1', JSON.stringify({ total: -1, lines: {} }), 'x'.repeat(30_000)])
      expect((await one.ask('/checkout/review', { ...form, seen: broken })).status).toBe(400);
    expect((await one.ask('/checkout/review', { ...form, key: 'short' })).status).toBe(400);
  });

  it('shows the new total before it orders with another delivery than the one in the total', async () => {
    const one = browser();
    const form = await reviewed(one);
    const other = await one.ask('/checkout/review', { ...form, service: 'US Express' });
    expect(other.status).toBe(409);
    expect(other.text).toContain('The address or the delivery was changed.');
    const again = { ...form, key: hidden(other.text, 'key'), seen: hidden(other.text, 'seen') };
    expect(await one.ask('/checkout/review', { ...again, service: 'US Express' })).toMatchObject({
      status: 303,
      to: expect.stringContaining('/order/'),
    });
  });

  it('lets a declined card be followed by one that pays, and a paid order be cancelled', async () => {
    const one = browser();
    const placed = await one.ask('/checkout/review', { ...(await reviewed(one)), method: 'declined' });
    const path = placed.to ?? '';
    expect((await one.ask(path)).text).toContain('The bank declined the card.');
    await one.ask(path, { do: 'pay', method: 'good' });
    expect((await one.ask(path)).text).toContain('Paid, being packed');
    await one.ask(path, { do: 'cancel' });
    const after = await one.ask(path);
    expect(after.text).toContain('You cancelled it before it was sent.');
    expect(after.text).toContain('Given back:');
  });

  it('says which fields are wrong, in words beside them', async () => {
    const one = browser();
    await put(one, 'quarter-25-gel');
    const bad = await one.ask('/checkout', { ...ADDRESS, email: 'nonsense', country: 'XX', name: '' });
    expect(bad.status).toBe(422);
    expect(bad.text).toContain('That is not an e-mail address');
    expect(bad.text).toContain('Type the name that goes on the parcel.');
    expect((await one.ask('/checkout', { ...ADDRESS, country: 'NZ' })).text).toContain(
      'We do not send parcels there.',
    );
    expect((await one.ask('/checkout', { ...ADDRESS, region: '' })).text).toContain('tax depends on it');
    expect((await one.ask('/checkout', { ...ADDRESS, name: 'x'.repeat(50_000) })).status).toBe(422);
  });

  it('sends who has nothing in the cart back to it', async () => {
    for (const path of ['/checkout', '/checkout/review'])
      expect(await browser().ask(path)).toMatchObject({ status: 303, to: '/cart' });
  });

  it('takes a code that is not known for what it is', async () => {
    const one = browser();
    await put(one, 'quarter-25-gel');
    const told = await one.ask('/cart', { do: 'code', code: '<b>FREE</b>' });
    expect(told).toMatchObject({ status: 409 });
    expect(told.text).toContain('We do not know that code.');
    expect(told.text).not.toContain('<b>FREE');
    expect((await one.ask('/cart')).text).not.toContain('FREE');
  });
});
