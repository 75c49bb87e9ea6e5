import { sql } from 'kysely';
import { createReadStream, globSync } from 'node:fs';
import { basename } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dismissSuggestion } from '#src/affinity/dismissed.ts';
import { boughtTogether } from '#src/affinity/bought-together.ts';
import { learnAffinity } from '#src/affinity/learn-affinity.ts';
import { buildKit } from '#src/bundles/build-kit.ts';
import { kitForWords } from '#src/bundles/kit-for-words.ts';
import { kitSizes } from '#src/bundles/kit-sizes.ts';
import type { Kit, KitRequest } from '#src/bundles/kit.ts';
import { importCatalogue } from '#src/catalog/import/import-catalogue.ts';
import { productsBySlug } from '#src/catalog/product-store.ts';
import { openContent, type ContentStore } from '#src/editorial/content.ts';
import { money } from '#src/money/money.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';

const now = new Date('2026-06-01T12:00:00Z');

onBothEngines('kits and what goes together in the demonstration shop', (open) => {
  let fresh: FreshDatabase;
  let store: ContentStore;
  beforeAll(async () => {
    fresh = await open();
    store = openContent('content');
    await importCatalogue(
      fresh.db,
      globSync('content/catalog/*.csv')
        .toSorted()
        .map((file) => ({ name: basename(file), open: () => createReadStream(file) })),
      { now, currency: 'USD' },
    );
  });
  afterAll(async () => {
    store.close();
    await fresh.close();
  });

  const wish: KitRequest = {
    goal: 'first-trail-marathon',
    budget: money(25_000, 'USD'),
    owned: ['shoes'],
    sizes: { clothing: 'M' },
  };
  const built = async (more: Partial<KitRequest> = {}): Promise<Kit> => {
    const kit = await buildKit(fresh.db, store.current(), { ...wish, ...more });
    if (!kit.ok) throw new Error(kit.reason);
    return kit;
  };

  it('puts together everything for a first trail marathon under $250 for who has shoes and wears M', async () => {
    const kit = await built();
    const needed = kit.words.roles.filter((role) => !role.optional && role.role !== 'shoes');
    expect(kit.items.map((item) => item.role.role)).toEqual(
      expect.arrayContaining(needed.map((role) => role.role)),
    );
    expect(kit.total.minor).toBe(kit.items.reduce((sum, item) => sum + item.variant.price.minor, 0));
    expect(kit.total.minor).toBeLessThanOrEqual(25_000);
    expect(kit.left?.minor).toBe(25_000 - kit.total.minor);
    expect(kit.exact).toBe(true);
    expect(kit.leftOut[0]).toMatchObject({ role: { role: 'shoes' }, because: 'owned' });
    for (const item of kit.items) expect(item.variant.availability.state).not.toBe('sold-out');
    const socks = kit.items.find((item) => item.role.role === 'socks');
    expect(socks?.variant.options['Size']).toBe('M');
  });

  it('offers for each thing others that keep the budget, and takes the one chosen', async () => {
    const kit = await built();
    const item = kit.items.find((one) => one.alternatives.length > 0);
    const other = item?.alternatives[0];
    if (!item || !other) throw new Error('No thing of the kit has an alternative');
    for (const one of kit.items)
      for (const { moreMinor } of one.alternatives)
        expect(kit.total.minor + moreMinor).toBeLessThanOrEqual(25_000);
    const swapped = await built({ swaps: { [item.role.role]: other.product.slug } });
    expect(swapped.items.find((one) => one.role.role === item.role.role)?.product.slug).toBe(
      other.product.slug,
    );
  });

  it('leaves out with a little money what is not needed, and says what it would take', async () => {
    const whole = await buildKit(fresh.db, store.current(), { ...wish, budget: money(1, 'USD') });
    if (whole.ok || whole.refusal !== 'budget-too-small') throw new Error('One cent bought a kit');
    const kit = await built({ budget: whole.least });
    expect(kit.total).toEqual(whole.least);
    expect(kit.left?.minor).toBe(0);
    const short = kit.leftOut.filter((one) => one.because === 'budget');
    expect(short.length).toBeGreaterThan(0);
    expect(short[0]?.reason).toMatch(/is the cheapest: \$[\d.]+ more than is left\.$/);
    const less = await buildKit(fresh.db, store.current(), {
      ...wish,
      budget: money(whole.least.minor - 1, 'USD'),
    });
    expect(less).toMatchObject({ ok: false, refusal: 'budget-too-small', least: whole.least });
  });

  it.each([
    ['an unknown kit', { goal: 'moon-landing' }, 'unknown-kit'],
    ['another currency', { budget: money(20_000, 'EUR') }, 'bad-wish'],
    ['a budget of nothing', { budget: money(0, 'USD') }, 'bad-wish'],
    ['a negative budget', { budget: money(-5, 'USD') }, 'bad-wish'],
    ['a part that is none', { owned: ['rocket'] }, 'bad-wish'],
    ['a size that nobody makes', { sizes: { clothing: 'Z' }, budget: null }, 'nothing-for-role'],
    ['a swap for a thing of another shelf', { swaps: { socks: 'kite-atlas-gps-watch' } }, 'nothing-for-role'],
  ] as const)('refuses %s with a reason', async (_, more, refusal) => {
    const kit = await buildKit(fresh.db, store.current(), { ...wish, ...more });
    expect(kit).toMatchObject({ ok: false, refusal });
    expect(kit.ok || kit.reason).toMatch(/\.$/);
  });

  it('knows the sizes to ask for and the names of a goal', async () => {
    const entry = store.current().kit('first-trail-marathon');
    if (!entry) throw new Error('The kit is gone');
    expect(Object.keys(await kitSizes(fresh.db, entry.words)).toSorted()).toEqual(['clothing', 'shoe']);
    const said = 'Everything for a first trail marathon under $250, I have shoes';
    expect(kitForWords(store.current(), said)).toBe('first-trail-marathon');
    expect(kitForWords(store.current(), 'a birthday cake')).toBeNull();
  });

  it('pairs by what the editors wrote while there are no orders', async () => {
    const [gel] = await productsBySlug(fresh.db, ['hedgerow-chews']);
    if (!gel) throw new Error('The chews are gone');
    const found = await boughtTogether(fresh.db, store.current(), [gel], 4, { now });
    expect(found[0]).toMatchObject({ because: 'editors', product: { slug: 'palmline-500-handheld' } });
    expect(found.at(-1)?.because).toBe('uses');
    expect(found).toHaveLength(4);
  });

  it('pairs by orders as soon as ten of them show it', async () => {
    const [chews, poles] = await productsBySlug(fresh.db, ['hedgerow-chews', 'cairn-folding-poles']);
    if (!chews || !poles) throw new Error('The products are gone');
    for (let at = 0; at < 10; at++) {
      const id = `test:${at}`;
      await fresh.db
        .insertInto('customer_order')
        .values({
          id,
          number: id,
          source: 'test',
          source_key: String(at),
          idempotency_key: null,
          customer_id: null,
          customer_key: null,
          email: null,
          state: 'delivered',
          placed_at: new Date(now.getTime() - (at + 1) * 86_400_000),
          currency: 'USD',
          total_minor: 0,
        })
        .execute();
      await fresh.db
        .insertInto('order_line')
        .values(
          [chews, poles].map((product, position) => ({
            order_id: id,
            position,
            // Other choices of a product are the same product.
            sku: (product.variants[at % product.variants.length] ?? product.variants[0]).sku,
            quantity: 1,
            unit_minor: 0,
            total_minor: 0,
          })),
        )
        .execute();
    }
    await learnAffinity(fresh.db, { now });
    const found = await boughtTogether(fresh.db, store.current(), [chews], 4, { now });
    expect(found[0]).toMatchObject({ because: 'orders', together: 10, product: { slug: poles.slug } });
    expect(found[1]?.because).toBe('editors');
  });

  it('says of which order it knows, and to a customer who agreed when they bought it', async () => {
    const [chews, poles] = await productsBySlug(fresh.db, ['hedgerow-chews', 'cairn-folding-poles']);
    if (!chews || !poles) throw new Error('The products are gone');
    await sql`insert into customer (id) values ('gia')`.execute(fresh.db);
    await sql`update customer_order set customer_id = 'gia' where id = 'test:3'`.execute(fresh.db);
    const own = await boughtTogether(fresh.db, store.current(), [chews], 4, { now, customerId: 'gia' });
    expect(own.find(({ product }) => product.id === poles.id)).toMatchObject({
      daysAgo: 4,
      beside: { slug: chews.slug },
    });
    const guest = await boughtTogether(fresh.db, store.current(), [chews], 4, { now });
    expect(guest.map(({ daysAgo }) => daysAgo)).toEqual([null, null, null, null]);
  });

  it('never suggests again what was dismissed, by that browser or that customer and by nobody else', async () => {
    const [chews, poles] = await productsBySlug(fresh.db, ['hedgerow-chews', 'cairn-folding-poles']);
    if (!chews || !poles) throw new Error('The products are gone');
    const suggested = async (visitorId: string | null) =>
      (await boughtTogether(fresh.db, store.current(), [chews], 4, { now, visitorId })).some(
        ({ product }) => product.id === poles.id,
      );
    await dismissSuggestion(fresh.db, 'guest', poles.id, now);
    await dismissSuggestion(fresh.db, 'guest', poles.id, now);
    await dismissSuggestion(fresh.db, 'guest', 999_999, now); // no product
    await sql`insert into visitor_customer (visitor_id, customer_id) values ('phone', 'gia'), ('laptop', 'gia')`.execute(
      fresh.db,
    );
    expect([await suggested('guest'), await suggested('other'), await suggested(null)]).toEqual([
      false,
      true,
      true,
    ]);
    expect(await suggested('phone')).toBe(true);
    await dismissSuggestion(fresh.db, 'laptop', poles.id, now);
    expect(await suggested('phone')).toBe(false);
  });
});
