import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { conversationOf } from '#src/conversations/conversation-store.ts';
import { setConsent, unsubscribe, unsubscribeToken } from '#src/customers/consents.ts';
import { customerById, customerForEmail, customerOfVisitor } from '#src/customers/customer-store.ts';
import { forget, whatWeRemember } from '#src/customers/memory.ts';
import { moveVisitor } from '#src/customers/move-visitor.ts';
import { askToSignIn, signIn, signOut } from '#src/customers/sign-in.ts';
import { ordersOfVisitor } from '#src/orders/order-store.ts';
import { LINK_MINUTES } from '#src/sign-in-links/sign-in-link.ts';
import { erase } from '#src/personal-data/erase.ts';
import { shareOf } from '#src/http/limits.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { insertOrder } from '#test/doubles/insert-order.ts';

const NOW = new Date('2026-11-27T10:00:00Z');
const asker = (browser: string) => ({ address: browser, visitor: browser });
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

onBothEngines('accounts', (open) => {
  let fresh: FreshDatabase;
  beforeAll(async () => {
    fresh = await open();
  });
  afterAll(() => fresh.close());

  const link = async (email: string, browser = email) => {
    const asked = await askToSignIn(fresh.db, { email, asker: asker(browser) }, NOW);
    if (!asked.ok || asked.token === null) throw new Error('No link was made');
    return asked.token;
  };

  it('sign one browser in by a link, once', async () => {
    const token = await link(' Ann@Example.com ');
    expect(await customerOfVisitor(fresh.db, 'browser-1')).toBe(null);
    const both = await Promise.all([
      signIn(fresh.db, token, 'browser-1', later(1)),
      signIn(fresh.db, token, 'browser-2', later(1)),
    ]);
    expect(both.filter((one) => one.ok)).toHaveLength(1);
    const [first, second] = await Promise.all(
      ['browser-1', 'browser-2'].map((one) => customerOfVisitor(fresh.db, one)),
    );
    expect([first?.email, second?.email].filter(Boolean)).toEqual(['ann@example.com']);
  });

  it('sign nobody in by a link that is old, forged or empty', async () => {
    const token = await link('ben@example.com');
    for (const [given, at] of [
      [token, later(LINK_MINUTES + 1)],
      [`${token}x`, NOW],
      ['', NOW],
    ] as const)
      expect(await signIn(fresh.db, given, 'browser-3', at)).toEqual({
        ok: false,
        refusal: 'unknown-or-used',
      });
    expect(await customerOfVisitor(fresh.db, 'browser-3')).toBe(null);
  });

  it('answer alike for an address that is known and one that is not, and write down neither', async () => {
    await customerForEmail(fresh.db, 'known@example.com');
    const answers = await Promise.all(
      ['known@example.com', 'unknown@example.com'].map((email) =>
        askToSignIn(fresh.db, { email, asker: asker(email) }, NOW, () => email),
      ),
    );
    expect(answers.map((one) => Object.keys(one))).toEqual([
      ['ok', 'email', 'token'],
      ['ok', 'email', 'token'],
    ]);
    const known = await fresh.db.selectFrom('customer').select('email').execute();
    expect(known.map((one) => one.email)).not.toContain('unknown@example.com');
  });

  it('refuse what is no address, and too many links', async () => {
    for (const email of [
      '',
      'ann',
      'a@b',
      `${'a'.repeat(300)}@example.com`,
      'a@example.com\nbcc: b@example.com',
    ])
      expect(await askToSignIn(fresh.db, { email, asker: asker('x') }, NOW)).toEqual({
        ok: false,
        refusal: 'no-address',
      });
  });

  it('send a mailbox no more than a few links at a time, and keep its owner in by those', async () => {
    const ask = (browser: string, now = NOW) =>
      askToSignIn(fresh.db, { email: 'often@example.com', asker: asker(browser) }, now);
    const links = [];
    for (let time = 0; time < 4; time++) links.push(await link('often@example.com', `stranger ${time}`));
    expect(await ask('owner')).toEqual({ ok: true, email: 'often@example.com', token: null });
    const own = links.at(-1) ?? '';
    expect((await signIn(fresh.db, own, 'owner', later(1))).ok).toBe(true);
    for (const used of links.slice(0, 3)) await signIn(fresh.db, used, 'owner', later(1));
    expect(await ask('owner', later(2))).toMatchObject({ ok: true, token: expect.any(String) });
  });

  it('send few mails to strangers for one address on the network, whatever browsers it says it has', async () => {
    const from = '198.51.100.7';
    const tries = [];
    for (let at = 0; at < 60; at++)
      tries.push(
        await askToSignIn(
          fresh.db,
          { email: `stranger${at}@example.com`, asker: { address: from, visitor: null } },
          NOW,
        ),
      );
    const { newcomers } = shareOf('sign-in-mail');
    expect(tries.filter(({ ok }) => ok)).toHaveLength(newcomers);
    expect(tries.at(-1)).toMatchObject({ refusal: 'too-often', retryAfterSeconds: expect.any(Number) });
    const neighbour = { email: 'neighbour@example.com', asker: { address: from, visitor: 'known' } };
    expect((await askToSignIn(fresh.db, neighbour, NOW)).ok).toBe(true);
  });

  it('end messages by a link that needs no signing in, and by no forged one', async () => {
    const cat = await customerForEmail(fresh.db, 'cat@example.com');
    await setConsent(fresh.db, cat, 'reminders', true, NOW);
    const token = await unsubscribeToken(fresh.db, cat, 'reminders');
    expect(
      await unsubscribe(fresh.db, `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`, NOW),
    ).toMatchObject({
      ok: false,
    });
    expect((await customerById(fresh.db, cat))?.consents).toEqual(new Set(['reminders']));
    for (let time = 0; time < 2; time++)
      expect(await unsubscribe(fresh.db, token, later(1))).toEqual({ ok: true, purpose: 'reminders' });
    expect((await whatWeRemember(fresh.db, cat))?.consents).toEqual([
      { purpose: 'reminders', givenAt: NOW, withdrawnAt: later(1) },
    ]);
  });

  it('show what is remembered and forget it', async () => {
    const dan = await signedIn('dan@example.com', 'browser-dan');
    await insertOrder(fresh.db, { customerId: dan, placedAt: NOW, lines: [['GEL', 2]] });
    await fresh.db.insertInto('conversation').values({ id: 'talk', visitor_id: 'browser-dan' }).execute();
    expect(await whatWeRemember(fresh.db, dan)).toMatchObject({
      email: 'dan@example.com',
      browsers: 1,
      orders: { count: 1 },
      conversations: [{ id: 'talk' }],
    });
    await forget(fresh.db, dan, 'conversations');
    expect((await whatWeRemember(fresh.db, dan))?.conversations).toEqual([]);
    await erase(fresh.db, { OUTBOX_DIR: 'var/none' }, { customerId: dan }, NOW);
    expect(await whatWeRemember(fresh.db, dan)).toBe(null);
    expect(await customerOfVisitor(fresh.db, 'browser-dan')).toBe(null);
    const orders = await fresh.db.selectFrom('customer_order').select(['customer_id', 'email']).execute();
    expect(orders).toEqual([{ customer_id: null, email: null }]);
  });

  it('go with what a browser holds to its new id, and leave nothing with the old one', async () => {
    const { db } = fresh;
    const fay = await signedIn('fay@example.com', 'planted');
    await db.insertInto('conversation').values({ id: 'before', visitor_id: 'planted' }).execute();
    const order = await insertOrder(db, { customerId: fay, placedAt: NOW, lines: [['GEL', 1]] });
    await sql`update customer_order set visitor_id = 'planted', customer_id = null where id = ${order}`.execute(
      db,
    );
    await moveVisitor(db, 'planted', 'own');
    expect((await customerOfVisitor(db, 'own'))?.id).toBe(fay);
    expect(await customerOfVisitor(db, 'planted')).toBeNull();
    expect(await conversationOf(db, 'planted', 'before')).toBeNull();
    expect((await conversationOf(db, 'own', 'before'))?.id).toBe('before');
    expect(await ordersOfVisitor(db, 'planted', 5)).toEqual([]);
    expect(await ordersOfVisitor(db, 'own', 5)).toHaveLength(1);
  });

  it('end in a browser that signs out', async () => {
    await signedIn('eve@example.com', 'browser-eve');
    await signOut(fresh.db, 'browser-eve');
    expect(await customerOfVisitor(fresh.db, 'browser-eve')).toBe(null);
  });

  async function signedIn(email: string, browser: string): Promise<string> {
    const done = await signIn(fresh.db, await link(email), browser, NOW);
    if (!done.ok) throw new Error(done.refusal);
    return done.customerId;
  }
});
