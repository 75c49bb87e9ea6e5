import { afterAll, beforeAll, expect, it } from 'vitest';
import { filterText } from '#src/query/filter-text.ts';
import { indexAttributes } from '#src/search/attributes/index-attributes.ts';
import { fromQueryString, toQueryString } from '#src/query/query-string.ts';
import { parseQuestion } from '#src/query-understanding/parse-question.ts';
import { search } from '#src/search/search.ts';
import { readVocabulary } from '#src/query-understanding/read-vocabulary.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { smallShop, stock } from './shop-rows.ts';

onBothEngines('search', (open) => {
  let at: FreshDatabase;
  beforeAll(async () => {
    at = await open();
    await stock(at.db, smallShop);
  });
  afterAll(() => at?.close());

  const read = async (question: string) => parseQuestion(await readVocabulary(at.db), question);
  const address = async (question: string) => decodeURIComponent(toQueryString(await read(question), 'USD'));
  const ask = async (question: string, page = 1, perPage = 10) =>
    search(at.db, await read(question), { page, perPage, currency: 'USD', locale: 'en-US' });
  const titles = async (question: string) => (await ask(question)).hits.map((hit) => hit.product.title);

  it.each([
    [
      'trail shoes under $150 with drop under 6 mm',
      'category=shoes/trail-running-shoes&price=under-150&drop=under-6mm',
    ],
    ['blue or red shoes size 9 not pink', 'category=shoes&size=9&color=blue,red&color!=pink'],
    ["men's size 9 waterproof trail shoes", 'category=shoes/trail-running-shoes&size=US+M+9&waterproof=yes'],
    ['caffeine-free gels', 'category=nutrition/gels&caffeine=..0mg'],
    ['gels without gluten', 'category=nutrition/gels&gluten_free=yes'],
    ['orange gel', 'category=nutrition/gels&flavor=Orange'],
    ['carbon plate, $100-250', 'plate=carbon&price=100..250'],
    ['lighter than 2 oz', 'weight=under-56.699g'],
    ['cheapest shoes except Birch', 'category=shoes&brand!=Birch&sort=price-low'],
    ['under 20 over 50', 'price=over-50..under-20'],
    ['gift for my dad', 'for=dad'],
    ['3 packs of gels', 'category=nutrition/gels&quantity=3'],
    ["gels, I don't want to spend more than 60 dollars", 'category=nutrition/gels&price=..60'],
  ])('understands %s', async (question, expected) => {
    expect(await address(question)).toBe(expected);
  });

  it('asks all limits of one and the same variant in stock', async () => {
    expect(await titles('blue shoes size US M 9')).toEqual(['Tarn Guard']);
    const all = { ...(await read('blue shoes size US M 9')), includeSoldOut: true };
    const found = await search(at.db, all, { page: 1, perPage: 10, currency: 'USD', locale: 'en-US' });
    expect(found.hits.map((hit) => hit.product.title).sort()).toEqual(['Heron Trail', 'Tarn Guard']);
  });

  it('answers the cheapest variant that keeps the limits', async () => {
    const { hits } = await ask('gels, vegan only');
    expect(hits.map((hit) => [hit.product.title, hit.variant.title])).toEqual([['Quick Gel', 'Lemon']]);
  });

  it('finds sizes of other systems', async () => {
    expect(await titles('EU 42.5 trail shoes')).toEqual(
      expect.arrayContaining(['Heron Trail', 'Tarn Guard']),
    );
    expect(await titles('EU 46 trail shoes')).toEqual([]);
  });

  it('says how the nearest product misses what nothing satisfies', async () => {
    const result = await ask('waterproof shoes under $150');
    expect(result.hits).toEqual([]);
    const [first] = result.nearMisses;
    expect(first?.product.title).toBe('Tarn Guard');
    expect(
      first?.violations.map(({ filter, actual, by }) => [filterText(filter, 'en-US'), actual, by]),
    ).toEqual([['Under $150', '$164', '$14 over']]);
  });

  it('shows other kinds that keep every other limit beside the few that fit', async () => {
    const { hits, otherCategories: neighbours } = await ask('trail shoes under $230');
    const dear = neighbours.filter((hit) => hit.variant.price.minor >= 23_000);
    expect(dear).toEqual([]);
    expect(neighbours.length).toBeGreaterThan(0);
    for (const { product, violations: breaks } of neighbours) {
      expect(breaks.map(({ filter }) => filter.key)).toEqual(['category']);
      expect(hits.map((hit) => hit.product.id)).not.toContain(product.id);
    }
  });

  it('says that the only fitting variant is sold out', async () => {
    const { nearMisses: near } = await ask('blue Alder shoes size US M 9');
    expect(near[0]?.violations.map((one) => one.actual)).toContain('sold out');
  });

  it('counts each facet under the other limits, without its own', async () => {
    const { facets } = await ask('shoes from Birch');
    const brand = facets.find((facet) => facet.key === 'brand');
    expect(brand?.values.map((value) => [value.value, value.count, value.selected])).toEqual([
      ['Birch', 2, true],
      ['Alder', 1, false],
    ]);
    const color = facets.find((facet) => facet.key === 'color');
    expect(color?.values.map((value) => [value.value, value.count])).toEqual([
      ['blue', 1],
      ['pink', 1],
    ]);
    const price = facets.find((facet) => facet.key === 'price');
    expect(price?.range).toEqual({ least: 16400, most: 22000, min: null, max: null });
  });

  it('leads from each facet value to exactly as many products as it counts', async () => {
    const { facets } = await ask('shoes');
    const values = facets.flatMap((facet) => facet.values);
    expect(values.length).toBeGreaterThan(5);
    for (const value of values.filter((one) => !one.selected)) {
      const query = fromQueryString(new URLSearchParams(value.href), 'USD');
      const isCategory = value.href.includes('category=');
      if (isCategory && query.filters.some((filter) => filter.key === 'category')) continue;
      const { total } = await search(at.db, query, {
        page: 1,
        perPage: 10,
        currency: 'USD',
        locale: 'en-US',
      });
      expect([value.href, total]).toEqual([value.href, value.count]);
    }
  });

  it('gives chips that each take their own limit away', async () => {
    const { activeFilters: chips } = await ask('blue shoes under $150');
    expect(chips.map((chip) => chip.label)).toEqual(['Shoes', 'Under $150', 'Blue']);
    expect(chips[2]?.href).toBe('category=shoes&price=under-150');
  });

  it('answers from the limits where no word is known', async () => {
    const result = await ask('qwzxkj gels');
    expect(result.total).toBe(2);
    expect(result.correctedText).toBe('');
  });

  it('turns pages without repeating or losing a product', async () => {
    const pages = await Promise.all([1, 2, 3].map((page) => ask('shoes', page, 1)));
    const seen = pages.flatMap((page) => page.hits.map((hit) => hit.product.title));
    expect(seen.sort()).toEqual(['Flare Racer', 'Heron Trail', 'Tarn Guard']);
    expect((await ask('shoes', 9, 1)).total).toBe(3);
  });

  it.each([
    '',
    'x',
    'the of and',
    '?!',
    '😀',
    "'; drop table product; --",
    '.*+?^${}()|[]\\',
    '%_',
    'constructor __proto__',
    'shoes '.repeat(4_000),
    'under over between not without',
    'no '.repeat(500),
    '9'.repeat(400),
    'size size size 9 9 9',
  ])('gives an honest answer to odd input (%#)', async (question) => {
    const result = await ask(question);
    expect(result.total).toBeGreaterThanOrEqual(result.hits.length);
  });

  it('learns the facts of a changed product at once', async () => {
    const before = await ask('pink shoes');
    const product = before.hits[0]?.product;
    expect(product?.title).toBe('Flare Racer');
    await at.db
      .updateTable('variant')
      .set({
        attributes: JSON.stringify([
          { key: 'color_family', label: 'Color family', kind: 'words', values: ['green'] },
        ]),
        options: JSON.stringify({ Size: 'US W 7.5', Color: 'Fern' }),
      })
      .where('product_id', '=', product?.id ?? 0)
      .execute();
    await indexAttributes(at.db, [product?.id ?? 0]);
    expect(await titles('pink shoes')).toEqual([]);
    expect(await titles('green shoes')).toEqual(['Flare Racer']);
  });
});
