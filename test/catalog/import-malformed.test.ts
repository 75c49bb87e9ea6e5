import { gzipSync } from 'node:zlib';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { productBySku } from '#src/catalog/product-store.ts';
import { bring, empty, feed, fixture, shopifyOf } from '#test/catalog/feed.ts';
import { freshPglite, type FreshDatabase } from '#test/doubles/fresh-database.ts';

let at: FreshDatabase;
beforeAll(async () => {
  at = await freshPglite();
});
afterAll(() => at.close());
beforeEach(async () => {
  await empty(at.db);
  await bring(at.db, feed(shopifyOf('a:A:1', 'b:B:2')));
});

const item = (inside: string) => `<item><id>A</id><title>${inside}</title><price>5 USD</price></item>`;
const good = shopifyOf('a:A:9', 'b:B:9');

describe('a file that cannot be read as a whole', () => {
  it.each<[string, string | Buffer, RegExp]>([
    ['nothing', '', /empty/],
    ['blank lines', '\n\n  \n', /empty/],
    ['random bytes', Buffer.from(Array.from({ length: 4_000 }, (_, n) => (n * 7919) % 256)), /binary|header/],
    ['a ZIP archive', Buffer.from('PK\u0003\u0004rest'), /ZIP/],
    ['a web page', '<!doctype html><html><body>Login</body></html>', /web page/],
    ['another table', 'name,amount\nx,1\n', /header/],
    ['a cut-off gzip', gzipSync(good.repeat(50)).subarray(0, -20), /cut off/],
    [
      'a damaged gzip',
      Buffer.concat([gzipSync(good).subarray(0, 15), Buffer.from('garbage garbage')]),
      /damaged/,
    ],
    ['a quote never closed', `${good}\nc,"The c,,,C,1\nd,D,,,D,1\n`, /never closed/],
    ['a header alone', 'Handle,Title,Variant Price\n', /no product/],
    ['other JSON', '{"version": 1}', /no Schema.org Product/],
    [
      'cut-off JSON',
      '[{"@type":"Product","sku":"A","name":"A","offers":{"price":9,"priceCurrency":"USD"}},\n{"@type":',
      /middle/,
    ],
    [
      'cut-off JSON lines',
      '{"@type":"Product","sku":"A","name":"A","offers":{"price":9,"priceCurrency":"USD"}}\n{"@type":"Pr',
      /middle/,
    ],
    ['brackets that do not match', '[{"@type":"Product","name":"A"]}', /closes nothing/],
    ['JSON without a bottom', `{"@type":"Product","name":${'['.repeat(5_000)}`, /deeply/],
    ['cut-off XML', `<rss><channel>${item('x')}<item><title>`, /well-formed/],
    ['XML that is not well-formed', `<rss><channel>${item('A & B')}</channel></rss>`, /well-formed/],
    [
      'entities that expand without end',
      `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel>${item('&b;')}</channel></rss>`,
      /DOCTYPE/,
    ],
    [
      'an entity that reads a file',
      `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel>${item('&x;')}</channel></rss>`,
      /DOCTYPE/,
    ],
    ['an entity nobody defined', `<rss><channel>${item('&x;')}</channel></rss>`, /well-formed/],
  ])('%s changes nothing and says why', async (_, content, reason) => {
    const report = await bring(at.db, feed(content));
    expect(report.ok).toBe(false);
    expect(report.findings[0]).toMatchObject({
      level: 'rejected',
      scope: 'file',
      reason: expect.stringMatching(reason),
    });
    expect(report.findings[0]?.fix).not.toBe('');
    expect(report.changedIds).toEqual([]);
    expect((await productBySku(at.db, 'A'))?.variant.price.minor).toBe(100);
    expect((await productBySku(at.db, 'B'))?.variant.price.minor).toBe(200);
  });

  it('is a file that does not exist', async () => {
    const report = await bring(at.db, fixture('nowhere.csv'));
    expect(report).toMatchObject({ ok: false, findings: [{ reason: 'There is no such file.' }] });
  });

  it('lets the good files beside it in, but archives nothing', async () => {
    const report = await bring(at.db, [
      feed(shopifyOf('a:A:5'), 'good.csv'),
      feed('\u0000\u0001', 'bad.bin'),
      fixture('mugs.xml'),
    ]);
    expect(report.files.map(({ name, outcome }) => [name, outcome])).toEqual([
      ['bad.bin', 'not a catalogue'],
      ['good.csv', 'imported'],
      ['mugs.xml', 'imported'],
    ]);
    expect(report).toMatchObject({ ok: false, products: { changed: 1, new: 1, archived: 0 } });
  });

  it('is a file that changes between two readings: nothing is archived', async () => {
    let times = 0;
    const changing = {
      name: 'changing.csv',
      open: () =>
        Readable.from([Buffer.from((times += 1) > 2 ? shopifyOf('a:A:7') : shopifyOf('a:A:7', 'c:C:1'))]),
    };
    await expect(bring(at.db, changing)).rejects.toThrow(/changed while/);
    expect(await productBySku(at.db, 'B')).not.toBeNull();
  });
});

describe('hostile values', () => {
  const cells = (...values: readonly string[]) =>
    values.map((value) => `"${value.replaceAll('"', '""')}"`).join(',');

  it('become plain text, whatever field they stand in', async () => {
    const html = '<img src=x onerror=alert(1)>Nice<script>alert(2)</script><style>p{}</style> &amp; &#x41;';
    const header =
      'Handle,Title,Body (HTML),Vendor,Type,Tags,Option1 Name,Option1 Value,Variant SKU,Variant Price,Odd (product.metafields.x.odd)';
    await bring(
      at.db,
      feed(`${header}\n${cells(html, html, html, html, html, html, html, html, 'H', '1', html)}`),
      { source: 'h' },
    );
    const found = await productBySku(at.db, 'H');
    expect(found?.product).toMatchObject({
      title: 'Nice & A',
      description: 'Nice & A',
      brand: 'Nice & A',
      tags: ['Nice & A'],
      options: [{ name: 'Nice & A', values: ['Nice & A'] }],
      attributes: [{ key: 'odd', values: ['Nice & A'] }],
    });
    expect(found?.product.slug).toMatch(/^[a-z0-9-]+$/);
  });

  it('lose control, zero-width and bidirectional characters', async () => {
    const title = 'A\u0000b\u200bc\u202ed\ufeffe\u{e0041}\ud800f';
    await bring(at.db, feed(`Handle,Title,Variant SKU,Variant Price\nx,${title},X,1`), { source: 'x' });
    expect((await productBySku(at.db, 'X'))?.product.title).toMatch(/^Abcde\ufffd+f$/);
  });

  it('are cut where they are too long, and the merchant is told', async () => {
    const report = await bring(
      at.db,
      feed(
        `Handle,Title,Body (HTML),Variant SKU,Variant Price\nx,${'T'.repeat(5_000)},${'word '.repeat(40_000)},X,1`,
      ),
      { source: 'x' },
    );
    const found = await productBySku(at.db, 'X');
    expect(found?.product.title).toHaveLength(300);
    expect(found?.product.description.length).toBeLessThanOrEqual(65_536);
    expect(report.findings.map(({ level, field }) => [level, field])).toEqual([
      ['warning', 'Title'],
      ['warning', 'quantity'],
      ['warning', 'description'],
    ]);
  });

  it('are no part number where they are a whole title: the number is left out, not cut', async () => {
    const title = `${'10 ft shielded patch cord '.repeat(3)}blue`;
    const report = await bring(
      at.db,
      feed(`Handle,Title,Variant SKU,Variant Price,Google Shopping / MPN\nx,X,X,1,${title}\ny,Y,Y,1,PN-42`),
      { source: 'x' },
    );
    expect((await productBySku(at.db, 'X'))?.variant.mpn).toBeNull();
    expect((await productBySku(at.db, 'Y'))?.variant.mpn).toBe('PN-42');
    expect(report.findings).toMatchObject([
      { level: 'warning', sku: 'X', field: 'MPN' },
      { level: 'warning', scope: 'file', field: 'quantity' },
    ]);
  });

  it('of 50 MB on one line do not stop the lines around them', async () => {
    const one = (sku: string) =>
      `{"@type":"Product","sku":"${sku}","name":"N","offers":{"price":5,"priceCurrency":"USD"}}\n`;
    const pieces = [
      one('L1'),
      '{"@type":"Product","name":"',
      ...Array.from({ length: 50 }, () => 'x'.repeat(1024 ** 2)),
      '"}\n',
      one('L3'),
    ];
    const long = { name: 'long', open: () => Readable.from(pieces.map((piece) => Buffer.from(piece))) };
    const report = await bring(at.db, long);
    expect(report.products.new).toBe(2);
    expect(report.findings[0]).toMatchObject({ line: 2, reason: expect.stringMatching(/larger than/) });
  });

  it('name no options or keys that reach into objects', async () => {
    const header = 'Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Price,__proto__,constructor';
    await bring(at.db, feed(`${header}\nx,X,__proto__,v,X,1,p,c`), { source: 'x' });
    const found = await productBySku(at.db, 'X');
    expect(found?.product.options).toEqual([{ name: 'proto', values: ['v'] }]);
    expect(found?.product.attributes.map(({ key }) => key)).toEqual(['proto', 'constructor']);
  });

  it('of any characters whatever are stored or refused, and never break the import', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 200 });
    const product = fc.record({
      '@id': text,
      sku: text,
      name: text,
      description: text,
      category: fc.array(text, { maxLength: 3 }),
      color: text,
      image: text,
      additionalProperty: fc.array(fc.record({ name: text, value: fc.jsonValue() }), { maxLength: 3 }),
      offers: fc.record({
        price: fc.oneof(text, fc.double(), fc.nat()),
        priceCurrency: fc.constantFrom('USD', 'x'),
      }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(product, { minLength: 1, maxLength: 20 }), async (products) => {
        const lines = products.map((one) => JSON.stringify({ '@type': 'Product', ...one })).join('\n');
        const report = await bring(at.db, feed(`${lines}\n`), { source: 'any', allowRemovals: true });
        expect(report.files[0]?.outcome).toBe('imported');
      }),
      { numRuns: 25 },
    );
  });
});
