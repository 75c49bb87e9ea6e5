import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { learnAffinity } from '#src/affinity/learn-affinity.ts';
import { holdsUntil } from '#src/database/changes.ts';
import type { Database } from '#src/database/database.ts';
import { openContent, type ContentStore } from '#src/editorial/content.ts';
import { environment } from '#src/environment.ts';
import { markdownPage } from '#src/feeds/markdown-page.ts';
import { keepPages } from '#src/http/kept-pages.ts';
import { asRequest } from '#src/log/request-id.ts';
import { navigation } from '#src/page-data/navigation.ts';
import { pageVersion, settledPageVersion } from '#src/page-data/page-version.ts';
import { productPage } from '#src/page-data/product-page.ts';
import { emptyQuery } from '#src/query/search-query.ts';
import { everyReview } from '#src/reviews/review-filter.ts';
import { moderateReview } from '#src/reviews/moderate-review.ts';
import { indexShop } from '#src/search/index-shop.ts';
import { search } from '#src/search/search.ts';
import type { Shop } from '#src/shop.ts';
import { insertProduct } from '#test/doubles/insert-product.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';

const NOW = new Date('2026-11-30T12:00:00Z');
const VIEW = { page: 1, perPage: 24, currency: 'USD', locale: 'en-US', asShown: true };

onBothEngines('pages that are kept', (open) => {
  let opened: FreshDatabase;
  let db: Database;
  let folder: string;
  let content: ContentStore;
  let shop: Shop;
  let server: Server;
  let now = NOW;
  let renderings = 0;
  let mayRender = true;

  beforeAll(async () => {
    opened = await open();
    ({ db } = opened);
    folder = mkdtempSync(join(tmpdir(), 'words-'));
    cpSync('content', folder, {
      recursive: true,
      filter: (path) => !/catalog|products\/|reviews/.test(path),
    });
    content = openContent(folder);
    for (const slug of ['tarn', 'scree', 'holm'])
      await insertProduct(db, {
        slug,
        categoryPath: ['Shoes', 'Trail shoes'],
        variants: [{ sku: `${slug}-1`, price: 9_000, stock: 100 }],
      });
    await insertProduct(db, {
      slug: 'gel',
      categoryPath: ['Nutrition', 'Gels'],
      variants: [{ sku: 'gel-1', price: 1_000, stock: 100 }],
    });
    await indexShop(db, content, (_, work) => work(() => {}));
    await learnAffinity(db, { now: NOW });
    shop = { environment: environment(), db, engine: opened.engine, content } as Shop;
    const keeping = keepPages(
      (request, response) => {
        renderings += 1;
        void answer(String(request.url)).then((text) => {
          response.writeHead(200, { 'cache-control': 'public, max-age=0', etag: `"${renderings}"` });
          response.end(text);
        });
      },
      {
        bytes: 2 ** 22,
        host: 'localhost',
        mayRender: () => mayRender,
        refuse: (response) => response.writeHead(429).end('later'),
        version: () => pageVersion(shop, now),
        settledVersion: () => settledPageVersion(shop, now),
        holdsUntil,
      },
    );
    let number = 0;
    server = createServer((request, response) =>
      asRequest(`request-${(number += 1)}`, () => keeping(request, response)),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    server.close();
    content.close();
    rmSync(folder, { recursive: true });
    await opened.close();
  });

  /** What pages are made of, without their looks: the same verbs, joined. */
  async function answer(url: string): Promise<string> {
    const { pathname, searchParams } = new URL(url, 'http://localhost');
    const twin = { db, content: content.current(), site: 'http://localhost', now };
    const slug = /^\/p\/(.+)/.exec(pathname)?.[1] ?? '';
    const asked = { slug, sku: null, customerId: null, reviews: everyReview };
    return JSON.stringify([
      await markdownPage(twin, pathname),
      slug && (await productPage(shop, asked))?.graph,
      pathname === '/search' &&
        (await search(db, { ...emptyQuery, text: searchParams.get('q') ?? '' }, VIEW)),
      await navigation(db, content.current()),
    ]);
  }

  it('are given from memory to who may not have another made, and only those', async () => {
    const page = await get('/p/tarn');
    mayRender = false;
    try {
      expect(await get('/p/tarn')).toBe(page);
      expect(await get('/search?q=never+asked')).toBe('later');
    } finally {
      mayRender = true;
    }
    expect(await get('/search?q=never+asked')).not.toBe('later');
  });

  async function get(path: string): Promise<string> {
    const { port } = server.address() as AddressInfo;
    return (await fetch(`http://127.0.0.1:${port}${path}`)).text();
  }

  /** What the page says before and after, each asked twice, so that the second comes from memory. */
  async function around(path: string, change: () => Promise<unknown>): Promise<readonly [string, string]> {
    await get(path);
    const rendered = renderings;
    const before = await get(path);
    expect(renderings).toBe(rendered);
    await change();
    return [before, await get(path)];
  }

  const rewrite = (file: string, from: RegExp, to: string) => async () => {
    const path = join(folder, file);
    const text = readFileSync(path, 'utf8');
    expect(text).toMatch(from);
    const known = content.current();
    writeFileSync(path, text.replace(from, to));
    await expect.poll(() => content.current() !== known).toBe(true); // the folder is watched
  };
  const run = (statement: ReturnType<typeof sql>) => () => statement.execute(db);

  it.each<[what: string, path: string, change: () => Promise<unknown>, after: RegExp]>([
    ['a price', '/p/tarn', run(sql`update variant set price_minor = 7350 where sku = 'tarn-1'`), /73\.50/],
    ['a price before', '/p/tarn', run(sql`update variant set compare_at_minor = 12120 where sku = 'tarn-1'`), /121\.20/],
    ['the last piece but three', '/p/tarn', run(sql`update stock set on_hand = 3 where variant_id = (select id from variant where sku = 'tarn-1')`), /3 left/],
    ['a sale of the rest', '/c/shoes', run(sql`update stock set reserved = 3 where variant_id = (select id from variant where sku = 'tarn-1')`), /Sold out/],
    ['a rating', '/p/scree', run(sql`update product set rating_average = 4.4, rating_count = 17 where slug = 'scree'`), /4\.4/],
    ['a title', '/p/scree', run(sql`update product set title = 'Scree Mark Nine' where slug = 'scree'`), /Scree Mark Nine/],
    ['a name of a category', '/p/tarn', run(sql`update category set name = 'Fell shoes' where depth = 1`), /Fell shoes/],
    ['a product that is hidden', '/c/shoes', run(sql`update product set status = 'draft' where slug = 'holm'`), /^(?!.*holm)/s],
    ['a word of a policy', '/policies/returns', rewrite('policies/returns.md', /^summary: .*/m, 'summary: Bring it back within a year and a day.'), /a year and a day/],
    ['a setting of the shop', '/', rewrite('store.yaml', /^tagline: .*/m, 'tagline: Where does the path lead?'), /Where does the path lead/],
    ['an offer', '/p/gel', rewrite('offers/member-gels.yaml', /percent: 10/, 'percent: 30'), /\$7, for/],
    ['a cost', '/p/gel', run(sql`insert into variant_cost (sku, cost_minor, currency) values ('gel-1', 880, 'USD')`), /9\.68/],
  ])('show %s at the next request', async (_, path, change, after) => {
    const [before, then] = await around(path, change);
    expect(before).not.toMatch(after);
    expect(then).toMatch(after);
  }); // prettier-ignore

  it('show a review as soon as it is published, and no longer when it is taken back', async () => {
    const id = Number(
      (
        await sql<{ id: number }>`
      insert into review (product_id, source, source_key, author, stars, title, body, state, written_at, created_at, changed_at)
      select id, 'test', 'r1', 'Ada', 5, 'Held on wet rock', 'The grip held on wet rock all day long.', 'pending', now(),
        now(), now() from product where slug = 'scree' returning id`.execute(db)
      ).rows[0]?.id,
    );
    const [before, then] = await around('/p/scree', () =>
      moderateReview(db, id, { state: 'published' }, 'test', NOW),
    );
    expect(before).not.toContain('held on wet rock all day');
    expect(then).toContain('held on wet rock all day');
    expect(
      (
        await around('/p/scree', () =>
          moderateReview(db, id, { state: 'rejected', because: 'spam' }, 'test', NOW),
        )
      )[1],
    ).not.toContain('held on wet rock all day');
  });

  it('answer a search as prices and stock stand', async () => {
    const [before, then] = await around(
      '/search?q=scree',
      run(sql`update variant set price_minor = 4440 where sku = 'scree-1'`),
    );
    expect(before).not.toContain('4440');
    expect(then).toContain('4440');
  });

  it('begin a new day with the shop’s clock', async () => {
    await get('/p/scree');
    const before = renderings;
    now = new Date('2026-12-01T06:59:00Z'); // 23:59 of the day before in Denver
    await get('/p/scree');
    expect(renderings - before).toBe(0);
    now = new Date('2026-12-01T07:00:00Z');
    await get('/p/scree');
    expect(renderings - before).toBe(1);
  });

  it('are not made anew for a sale of what there is plenty of', async () => {
    await get('/p/scree');
    const before = renderings;
    await sql`update stock set reserved = reserved + 1 where variant_id = (select id from variant where sku = 'scree-1')`.execute(
      db,
    );
    await get('/p/scree');
    expect(renderings - before).toBe(0);
  });

  /** Written whole before the row is that names the generation or the version of it, and that is counted. */
  const ANNOUNCED = ['affinity_item', 'search_fact', 'search_fact_source', 'search_key'];

  it('read no table whose changes are not counted', async () => {
    const read = new Set<string>();
    const listening = db.withPlugin({
      transformQuery: ({ node }) => {
        for (const [, table = ''] of JSON.stringify(node).matchAll(
          /\b(?:from|join|into|update)\s+([a-z_]+)/gi,
        ))
          read.add(table);
        return node;
      },
      transformResult: async ({ result }) => result,
    });
    const before = { db, shop };
    db = listening;
    shop = { ...shop, db };
    for (const path of ['/', '/guides', '/guides/how-to-choose-running-shoes', '/faq', '/glossary', '/policies/returns',
      '/best', '/best/trail', '/kits', '/kits/first-trail-race', '/compare/tarn-vs-scree', '/c/shoes',
      '/p/scree', '/p/gel', '/search?q=trail+shoes+under+%24100']) await answer(path); // prettier-ignore
    ({ db, shop } = before);
    const { rows } = await sql<{ name: string }>`
      select distinct c.relname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_proc p on p.oid = t.tgfoid
      where p.proname in ('count_page_change', 'count_catalogue_change')`.execute(db);
    const counted = new Set([...ANNOUNCED, ...rows.map((row) => row.name)]);
    const { rows: all } = await sql<{ name: string }>`
      select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`.execute(
      db,
    );
    expect(
      [...read].filter((table) => all.some(({ name }) => name === table) && !counted.has(table)),
    ).toEqual([]);
    expect([...read]).toEqual(expect.arrayContaining(['product', 'review', 'search_index']));
  });
});
