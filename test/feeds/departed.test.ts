import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openContent } from '#src/editorial/content.ts';
import { departed } from '#src/feeds/departed.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { insertProduct } from '#test/doubles/insert-product.ts';

const folder = openContent('content');
const current = folder.current();
const redirects = { '/p/old': '/p/new', '/guides/alt': '/guides/neu', '/c/über': '/c/ueber' };
const content = { ...current, store: { ...current.store, redirects } };

onBothEngines('an address that is not found', (open) => {
  let at: FreshDatabase;
  beforeAll(async () => {
    at = await open();
    for (const slug of ['gone', 'draft', 'here'])
      await insertProduct(at.db, { slug, variants: [{ sku: slug, price: 1, stock: 1 }] });
    await sql`update product set status = 'archived' where slug = 'gone'`.execute(at.db);
    await sql`update product set status = 'draft' where slug = 'draft'`.execute(at.db);
  });
  afterAll(() => at.close());

  const ask = (path: string, status = 404) =>
    departed(at.db, content, new URL(path, 'http://shop.example'), new Response('body', { status }));

  it.each([
    ['/p/old', '/p/new'],
    ['/p/old?variant=A&x=1', '/p/new?variant=A&x=1'],
    ['/p/old.md', '/p/new.md'],
    ['/guides/alt', '/guides/neu'],
    ['/c/%C3%BCber', '/c/ueber'],
  ])('%s has moved for good to %s', async (from, to) => {
    const response = await ask(from);
    expect(response.status).toBe(301);
    expect(response.headers.get('location')).toBe(to);
  });

  it.each(['/p/gone', '/p/gone.md', '/p/gone?variant=A'])('%s has left the shop', async (path) => {
    const response = await ask(path);
    expect(response.status).toBe(410);
    expect(await response.text()).toBe('body');
  });

  it.each(['/p/never', '/p/draft', '/c/gone', '/p/%ff', '/constructor', '/p/__proto__', '/p/a/b', '/'])(
    '%s stays not found',
    async (path) => expect((await ask(path)).status).toBe(404),
  );

  it('leaves a page that answers as it is, a redirect for it or not', async () => {
    expect((await ask('/p/old', 200)).status).toBe(200);
    expect((await ask('/p/gone', 200)).status).toBe(200);
  });
});

afterAll(() => folder.close());
