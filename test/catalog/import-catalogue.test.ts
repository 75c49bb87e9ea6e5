import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { productBySku, productBySlug } from '#src/catalog/product-store.ts';
import { categories } from '#src/catalog/category-store.ts';
import { bring, COLUMNS, empty, feed, NOW, shopifyOf } from '#test/catalog/feed.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';

onBothEngines('importing a catalogue', (open) => {
  let at: FreshDatabase;
  beforeAll(async () => {
    at = await open();
  });
  afterAll(() => at.close());
  beforeEach(() => empty(at.db));

  const states = async () =>
    Object.fromEntries(
      (await sql<{ slug: string; status: string }>`select slug, status from product`.execute(at.db)).rows.map(
        (row) => [row.slug, row.status],
      ),
    );

  it('writes nothing when the same feed comes again', async () => {
    const first = await bring(at.db, feed(shopifyOf('a:A:1', 'b:B:2')));
    const again = await bring(at.db, feed(shopifyOf('a:A:1', 'b:B:2')), {
      now: new Date(NOW.getTime() + 1000),
    });
    expect([first.products.new, first.changedIds.length]).toEqual([2, 2]);
    expect(again).toMatchObject({ ok: true, products: { new: 0, changed: 0, unchanged: 2 }, changedIds: [] });
    expect((await productBySlug(at.db, 'a'))?.updatedAt).toEqual(NOW);
  });

  it('keeps id and slug when title, price and variants change, and removes variants that are gone', async () => {
    const rows = [COLUMNS, 'a,The a,Size,S,A-S,1', 'a,,,M,A-M,1'];
    await bring(at.db, feed(rows.join('\n')));
    const before = await productBySlug(at.db, 'a');
    const report = await bring(
      at.db,
      feed([COLUMNS, 'a,Another name,Size,M,A-M,2', 'a,,,L,A-L,2'].join('\n')),
    );
    const after = await productBySlug(at.db, 'a');
    expect(report.products).toMatchObject({ new: 0, changed: 1 });
    expect(after).toMatchObject({ id: before?.id, title: 'Another name' });
    expect(after?.variants.map(({ sku, price }) => [sku, price.minor])).toEqual([
      ['A-M', 200],
      ['A-L', 200],
    ]);
    expect(after?.variants[0].id).toBe(before?.variants[1]?.id);
  });

  it('archives what a whole feed no longer has, and brings it back when it returns', async () => {
    await bring(at.db, feed(shopifyOf('a:A:1', 'b:B:2', 'c:C:3')));
    const less = await bring(at.db, feed(shopifyOf('a:A:1', 'b:B:2')));
    expect(less.products.archived).toBe(1);
    expect(less.changedIds).toHaveLength(1);
    expect(await states()).toEqual({ a: 'active', b: 'active', c: 'archived' });
    await bring(at.db, feed(shopifyOf('a:A:1', 'b:B:2', 'c:C:3')));
    expect(await states()).toEqual({ a: 'active', b: 'active', c: 'active' });
  });

  it('refuses to archive more than half unless that is allowed', async () => {
    await bring(at.db, feed(shopifyOf('a:A:1', 'b:B:2', 'c:C:3')));
    const refused = await bring(at.db, feed(shopifyOf('a:A:1')));
    expect(refused).toMatchObject({ ok: false, products: { archived: 0 }, findings: [{ found: '2 of 3' }] });
    expect(await states()).toEqual({ a: 'active', b: 'active', c: 'active' });
    const allowed = await bring(at.db, feed(shopifyOf('a:A:1')), { allowRemovals: true });
    expect(allowed).toMatchObject({ ok: true, products: { archived: 2 } });
  });

  it('archives nothing while a row of the feed cannot be read, for it may be any product', async () => {
    await bring(at.db, feed(shopifyOf('a:A:1', 'b:B:2', 'c:C:3')));
    const report = await bring(at.db, feed(`${shopifyOf('a:A:1', 'b:B:2')}\nc,The c, with a comma,,,,C,3`));
    expect(report.products.archived).toBe(0);
    expect(report.findings).toMatchObject([
      { line: 4, field: 'row' },
      { level: 'warning', field: 'feed' },
    ]);
  });

  it('keeps the last good version of a product that a feed spoils', async () => {
    await bring(at.db, feed(shopifyOf('a:A:1', 'b:B:2')));
    const report = await bring(at.db, feed(shopifyOf('a:A:free', 'b:B:3')));
    expect(report.products).toMatchObject({ changed: 1, rejected: 1, archived: 0 });
    expect((await productBySku(at.db, 'A'))?.variant.price.minor).toBe(100);
  });

  it('changes nothing in a dry run and tells what would change', async () => {
    await bring(at.db, feed(shopifyOf('a:A:1', 'b:B:2')));
    const report = await bring(at.db, feed(shopifyOf('a:A:9', 'c:C:3')), { dryRun: true });
    expect(report.products).toMatchObject({ new: 1, changed: 1, archived: 1 });
    expect(await states()).toEqual({ a: 'active', b: 'active' });
    expect((await productBySku(at.db, 'A'))?.variant.price.minor).toBe(100);
  });

  it('moves a SKU to the product that has it now', async () => {
    await bring(at.db, feed(shopifyOf('old:A:1', 'b:B:2')));
    const first = await productBySku(at.db, 'A');
    await bring(at.db, feed(shopifyOf('old:C:1', 'b:A:2')));
    expect(await productBySku(at.db, 'A')).toMatchObject({
      product: { slug: 'b' },
      variant: { id: first?.variant.id },
    });
  });

  it('leaves a SKU to the source that sells it already', async () => {
    await bring(at.db, feed(shopifyOf('a:A:1')), { source: 'one' });
    const report = await bring(at.db, feed(shopifyOf('b:A:1', 'c:C:1')), { source: 'two' });
    expect(report.products).toMatchObject({ new: 1, rejected: 1 });
    expect((await productBySku(at.db, 'A'))?.product.slug).toBe('a');
  });

  it('gives a slug that is taken a stable ending', async () => {
    await bring(at.db, feed(shopifyOf('same:A:1')), { source: 'one' });
    await bring(at.db, feed(shopifyOf('same:B:1')), { source: 'two' });
    const slug = (await productBySku(at.db, 'B'))?.product.slug;
    expect(slug).toMatch(/^same-[0-9a-f]{8}$/);
    await bring(at.db, feed(shopifyOf('same:B:2')), { source: 'two' });
    expect((await productBySku(at.db, 'B'))?.product.slug).toBe(slug);
  });

  it('sets stock only where the feed tells a new quantity', async () => {
    const stocked = (title: string, quantity: number) =>
      feed(
        `Handle,Title,Variant SKU,Variant Price,Variant Inventory Tracker,Variant Inventory Qty\na,${title},A,1,shopify,${quantity}`,
      );
    await bring(at.db, stocked('One', 10));
    await sql`update stock set on_hand = 4, reserved = 1`.execute(at.db);
    await bring(at.db, stocked('Two', 10));
    expect((await productBySku(at.db, 'A'))?.variant.availability.left).toBe(3);
    await bring(at.db, stocked('Two', 8));
    expect((await productBySku(at.db, 'A'))?.variant.availability.left).toBe(7);
  });

  it('keeps every level of a category', async () => {
    await bring(
      at.db,
      feed('Handle,Title,Variant Price,Product Category\na,A,1,Home > Light & Lamps > Desk'),
    );
    expect(await categories(at.db)).toMatchObject([
      { slug: 'home', parentSlug: null, depth: 0, products: 1 },
      { slug: 'home/light-lamps', parentSlug: 'home', name: 'Light & Lamps', depth: 1 },
      { slug: 'home/light-lamps/desk', parentSlug: 'home/light-lamps', depth: 2 },
    ]);
  });

  it('lets one import of a source run at a time', async () => {
    const both = await Promise.allSettled([
      bring(at.db, feed(shopifyOf('a:A:1'))),
      bring(at.db, feed(shopifyOf('a:A:1'))),
    ]);
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find((one) => one.status === 'rejected')?.reason).toMatchObject({ name: 'ImportRuns' });
    await bring(at.db, feed(shopifyOf('a:A:1')));
  });

  it('refuses a source that another process imports, until that one is dead', async () => {
    if (at.engine === 'postgres') return; // whose own locks do it
    const held = (holder: string) =>
      sql`insert into import_lock (source, holder) values ('shopify', ${holder})`.execute(at.db);
    const bringIt = () => bring(at.db, feed(shopifyOf('a:A:1')), { source: 'shopify' });
    await held(`${process.ppid}`);
    await expect(bringIt()).rejects.toMatchObject({ name: 'ImportRuns' });
    expect(await states()).toEqual({});
    await sql`update import_lock set holder = ${`${process.ppid} 1`}`.execute(at.db); // its id, of another process before
    await bringIt();
    expect(await states()).toEqual({ a: 'active' });
    expect((await sql`select from import_lock`.execute(at.db)).rows).toEqual([]);
  });

  it('goes on after an import that stopped half-way, and notes that the first one failed', async () => {
    const many = Array.from({ length: 1_200 }, (_, n) => `p${n}:S${n}:1`);
    let chunks = 0;
    const stop = () => {
      if ((chunks += 1) === 2) throw new Error('the power went');
    };
    await expect(
      bring(at.db, feed(shopifyOf(...many)), { progress: (_, of) => (of === 1_200 ? stop() : undefined) }),
    ).rejects.toThrow('the power went');
    const again = await bring(at.db, feed(shopifyOf(...many)));
    expect(again.products.unchanged).toBeGreaterThanOrEqual(500);
    expect(again.products.new + again.products.unchanged).toBe(1_200);
    const runs = await sql`select status from import_run order by id`.execute(at.db);
    expect(runs.rows).toEqual([{ status: 'failed' }, { status: 'finished' }]);
  });
});
