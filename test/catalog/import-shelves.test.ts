import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { categoryRules } from '#src/editorial/import-settings.ts';
import { categoriesDraft } from '#scripts/draft-categories.ts';
import { bring, empty, feed } from '#test/catalog/feed.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';

type Row = readonly [title: string, category?: string, type?: string, tags?: string];

const table = (rows: readonly Row[]) =>
  feed(
    [
      'Handle,Title,Product Category,Type,Tags,Variant SKU,Variant Price,Vendor',
      ...rows.map(([title, category = '', type = '', tags = '']) => {
        const handle = title.toLowerCase().replace(/\W+/g, '-');
        return `${handle},"${title}","${category}","${type}","${tags}",SKU-${handle},20,Alder`;
      }),
    ].join('\n'),
  );

const INSTRUMENTS = ['Walnut Concert Ukulele', 'Soprano Ukulele', 'Tenor Ukulele', 'Baritone Ukulele'];
const STANDS = ['Folding Music Stand', 'Steel Music Stand', 'Desk Music Stand'];
const STRINGS = ['Nylon String Bright Tension', 'Steel Guitar String', 'Silk String'];

onBothEngines('the shelves of a feed', (open) => {
  let at: FreshDatabase;
  beforeAll(async () => {
    at = await open();
  });
  afterAll(() => at.close());
  beforeEach(async () => {
    await empty(at.db);
    await sql`truncate shelf_scheme`.execute(at.db);
  });

  const shelves = async (): Promise<Readonly<Record<string, string>>> => {
    const { rows } = await sql<{ title: string; path: string[] }>`
      select title, category_path as path from product where status = 'active' order by title`.execute(at.db);
    return Object.fromEntries(rows.map(({ title, path }) => [title, path.join(' > ')]));
  };

  it('are none where a platform wrote its own word, a number, or nothing', async () => {
    await bring(
      at.db,
      table([
        ['Oud', 'Uncategorized', '0'],
        ['Lyre', 'Default Category', '4'],
        ['Zither', 'Home', 'Plucked strings'],
        ['Harp', 'Default Category > Plucked strings', ''],
      ]),
    );
    expect(await shelves()).toEqual({
      Oud: '',
      Lyre: '',
      Zither: 'Plucked strings',
      Harp: 'Plucked strings',
    });
  });

  it('leave out what nearly all products share, and fall back to the product type', async () => {
    const rows = [...INSTRUMENTS, ...STANDS, ...STRINGS, 'Felt Pick', 'Leather Strap'].map(
      (title, at): Row => [title, 'Music & Instruments', at % 2 ? 'wind_section' : 'Strings'],
    );
    await bring(at.db, table(rows));
    expect(new Set(Object.values(await shelves()))).toEqual(new Set(['Strings', 'Wind section']));
  });

  it('come from tags that part the feed, and from none that are codes, colours or on everything', async () => {
    const rows = [...INSTRUMENTS, ...STANDS].map((title, at): Row => [
      title,
      '',
      '',
      `in-feed, ${at < 4 ? 'string-instruments' : 'accessories'}, ${at % 2 ? 'red' : 'blue'}, margin_${at % 3}`,
    ]);
    await bring(at.db, table(rows));
    expect(new Set(Object.values(await shelves()))).toEqual(new Set(['String instruments', 'Accessories']));
  });

  it('come from the nouns that titles share where the feed says nothing', async () => {
    const report = await bring(at.db, table([...INSTRUMENTS, ...STANDS, 'Oud'].map((title) => [title])));
    expect(await shelves()).toMatchObject({
      'Soprano Ukulele': 'Ukulele',
      'Desk Music Stand': 'Music stand',
      Oud: '',
    });
    expect(report.shelves).toMatchObject([
      { path: ['Ukulele'], origin: 'title', products: 4 },
      { path: ['Music stand'], origin: 'title', products: 3 },
      { path: [], origin: 'none', products: 1, examples: ['Oud'] },
    ]);
  });

  it('take the noun before what narrows it in a Romance language', async () => {
    await bring(
      at.db,
      table([
        ['Silla de madera'],
        ['Silla plegable para terraza'],
        ['Mesa de roble'],
        ['Mesa redonda de cristal'],
      ]),
    );
    expect(await shelves()).toMatchObject({
      'Silla plegable para terraza': 'Silla',
      'Mesa redonda de cristal': 'Mesa',
    });
  });

  it('are the feed’s own for a product without one whose title is like those that have one', async () => {
    const rows = [
      ...INSTRUMENTS.map((title): Row => [title, 'Small guitars']),
      ...STANDS.map((title): Row => [title, 'Around the stage']),
      ['Pineapple Ukulele'] as Row,
    ];
    await bring(at.db, table(rows));
    expect(await shelves()).toMatchObject({ 'Pineapple Ukulele': 'Small guitars' });
  });

  it.each([
    ['in a list of pages', (page: object) => [page]],
    ['that is the whole file', (page: object) => page],
  ])('come from the breadcrumbs of a page %s', async (_, written) => {
    const page = {
      '@graph': [
        { '@type': 'Product', '@id': '#p', name: 'Oud', offers: { price: '90', priceCurrency: 'USD' } },
        {
          '@type': 'BreadcrumbList',
          itemListElement: ['Start', 'Strings', 'Lutes', 'Oud'].map((name, at) => ({
            name,
            position: at + 1,
          })),
        },
      ],
    };
    const file = JSON.stringify(written({ '@context': 'https://schema.org', ...page }));
    await bring(at.db, feed(file));
    expect(await shelves()).toEqual({ Oud: 'Strings > Lutes' });
  });

  it('come from no breadcrumbs where a list has several products', async () => {
    const node = (name: string) => ({
      '@type': 'Product',
      name,
      offers: { price: '9', priceCurrency: 'USD' },
    });
    const trail = {
      '@type': 'BreadcrumbList',
      itemListElement: ['Start', 'Strings', 'Oud'].map((name, at) => ({ name, position: at + 1 })),
    };
    await bring(at.db, feed(JSON.stringify({ '@graph': [node('Oud'), trail, node('Drum')] })));
    expect(await shelves()).toEqual({ Oud: '', Drum: '' });
  });

  it('stay as they are while other products come and go', async () => {
    await bring(at.db, table([...INSTRUMENTS, ...STANDS, 'Oud'].map((title) => [title])));
    const before = await shelves();
    await bring(
      at.db,
      table(
        ['Soprano Ukulele', 'Desk Music Stand', 'Oud', ...STRINGS, 'Tenor Ukulele'].map((title) => [title]),
      ),
    );
    const after = await shelves();
    expect(after).toMatchObject({ 'Silk String': 'String', Oud: '' });
    for (const title of ['Soprano Ukulele', 'Tenor Ukulele', 'Desk Music Stand'])
      expect(after[title]).toBe(before[title]);
  });

  it('go where the merchant says: by shelf, by words of titles and by handle', async () => {
    const rows = [...INSTRUMENTS, ...STANDS, 'Oud', 'Silk String'].map((title): Row => [title]);
    const categories = categoryRules({
      Ukulele: 'Instruments > Ukuleles',
      'steel music stand': 'none',
      oud: 'Instruments > Lutes',
      string: 'Spare parts',
    });
    await bring(at.db, table(rows), { categories });
    expect(await shelves()).toMatchObject({
      'Tenor Ukulele': 'Instruments > Ukuleles',
      Oud: 'Instruments > Lutes',
      'Silk String': 'Spare parts',
      'Desk Music Stand': 'Music stand',
    });
  });

  it('are written as lines that the merchant can correct', async () => {
    const report = await bring(at.db, table([...INSTRUMENTS, ...STANDS, 'Oud'].map((title) => [title])), {
      dryRun: true,
    });
    const draft = categoriesDraft(report.shelves);
    expect(draft).toContain(
      '  # 4 products: Walnut Concert Ukulele | Soprano Ukulele | Tenor Ukulele\n  Ukulele: Ukulele\n',
    );
    expect(draft).toContain('# On no shelf: 1 product: Oud');
  });
});
