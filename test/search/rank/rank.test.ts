import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '#src/database/database.ts';
import { migrate } from '#src/database/migrate.ts';
import { EmbedderUnavailable, toUnit, type Embedder } from '#src/embeddings/embedder.ts';
import { indexCatalogue, reindexProducts } from '#src/search/index/index-catalogue.ts';
import { readIndexState, tablesOf } from '#src/search/index/index-tables.ts';
import type { Matching } from '#src/search/engine/engine.ts';
import { writeChangedPostings } from '#src/search/index/write-postings.ts';
import { STEP, stepsOf } from '#src/search/engine/data-structures/posting-list.ts';
import { bestByWords, rank } from '#src/search/rank/rank.ts';
import { queryTerms } from '#src/search/retrieve/query-terms.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { retitle, shelve } from './rank-shelf.ts';

const prose = new Map([['merlin-race', 'Made for a marathon on asphalt.']]);
const words = (slug: string) => prose.get(slug) ?? '';
const house = { embedder: null };

const onlyThese = (ids: readonly number[]): Matching => ({
  isEmpty: () => ids.length === 0,
  list: () => ids,
  marks: (highest) => Uint8Array.from({ length: highest + 1 }, (_, id) => (ids.includes(id) ? 1 : 0)),
});

onBothEngines('ranking', (open) => {
  let opened: FreshDatabase;
  let db: Database;
  let ids: readonly number[];
  const found = async (text: string, options: Parameters<typeof rank>[2] = {}) =>
    (await rank(db, text, { ...house, ...options })).ranked.map((one) => one.productId);

  beforeAll(async () => {
    opened = await open();
    db = opened.db;
    ids = await shelve(db, [
      { title: 'Laptop 15 inch', description: 'A notebook computer with a bright screen for work and play.' },
      {
        title: 'Bag for laptop',
        description: 'A padded bag that carries a laptop of any size with room for a charger.',
      },
      {
        title: 'Merlin Race',
        type: 'Road running shoe',
        brand: 'Pinion',
        description: 'A fast shoe with a firm ride.',
      },
      {
        title: 'Wireless headphones',
        description: 'Over-ear headphones with thirty hours of sound and a soft band.',
      },
      {
        title: 'Headphone stand',
        description: 'A stand of oak that holds headphones over the desk for the night.',
      },
      { title: 'Sofa grey', description: 'A deep sofa with loose covers that can be washed in any machine.' },
      ...Array.from({ length: 6 }, (_, n) => ({ title: `Waterbottle steel ${n}` })),
      { title: 'Trail lamp old', stock: 0 },
      { title: 'Trail lamp new', stock: 5 },
    ]);
    await indexCatalogue(db, words, house);
  });
  afterAll(() => opened.close());

  it('puts the thing before what goes with it', async () => {
    expect((await found('laptop')).slice(0, 2)).toEqual([ids[0], ids[1]]);
    expect((await found('laptop bag'))[0]).toBe(ids[1]);
  });

  it('finds a product by its class, its brand, its code and the shop’s own words', async () => {
    for (const text of ['road running shoes', 'pinion', `sku-${ids[2]}-77${ids[2]}`, 'marathon']) {
      expect((await found(text))[0], text).toBe(ids[2]);
    }
  });

  it('says which field and passage matched', async () => {
    const [first] = (await rank(db, 'firm ride', house)).ranked;
    expect(first?.reason).toEqual({ field: 'description', passage: 'A fast shoe with a firm ride.' });
  });

  it('corrects a slip and says so', async () => {
    const ranking = await rank(db, 'wireless haedphones', house);
    expect(ranking.ranked[0]?.productId).toBe(ids[3]);
    expect(ranking.correctedText).toBe('wireless headphones');
    expect((await rank(db, 'wireless headphones', house)).correctedText).toBeNull();
  });

  it('joins two words that the catalogue writes as one', async () => {
    expect(await found('water bottle')).toHaveLength(6);
  });

  it('finds what another word means the same as', async () => {
    expect((await found('couch'))[0]).toBe(ids[5]);
  });

  it('puts what can be bought before what is sold out, all else equal', async () => {
    expect(await found('trail lamp')).toEqual([ids[13], ids[12]]);
  });

  it('ranks only within the limits', async () => {
    const matching = onlyThese(ids.slice(1, 2));
    expect(await found('laptop', { matching })).toEqual([ids[1]]);
  });

  it.each([
    ['nothing', ''],
    ['blanks', ' \n\t '],
    ['one letter', 'q'],
    ['stop words', 'the of and for'],
    ['punctuation', '!!! ??? ... ---'],
    ['SQL', "'; drop table product; --"],
    ['a regular expression', '(((a+)+)+)$ [^ \\ * ?'],
    ['names of Object', 'constructor __proto__ toString hasOwnProperty'],
    ['emoji', '👟👟🏃‍♀️'],
    ['a lone surrogate and a zero byte', '\ud800 laptop\u0000'],
    ['mixed scripts', 'laptop ноутбук 防水靴 لابتوب'],
    ['20 KB of a word', 'laptop'.repeat(3_400)],
    ['20 KB of words', 'laptop bag '.repeat(1_900)],
  ])('takes %s', async (_, text) => {
    const ranking = await rank(db, text, house);
    expect(Array.isArray(ranking.ranked)).toBe(true);
  });

  it('does nothing when nothing has changed', async () => {
    const before = await readIndexState(db);
    expect((await indexCatalogue(db, words, house)).rebuilt).toBe('none');
    expect((await readIndexState(db)).version).toBe(before.version);
  });

  it('swaps a new generation in while questions are asked', async () => {
    const building = indexCatalogue(db, words, { ...house, force: true });
    const asked: Promise<readonly number[]>[] = [];
    for (let n = 0; n < 40; n += 1) asked.push(found('laptop'));
    expect((await building).rebuilt).toBe('all');
    asked.push(found('laptop'));
    for (const answer of await Promise.all(asked)) expect(answer[0]).toBe(ids[0]);
  });

  it('lets one builder work at a time', async () => {
    const runs = await Promise.all([1, 2].map(() => indexCatalogue(db, words, { ...house, force: true })));
    expect(runs.map((run) => run.rebuilt).toSorted()).toEqual(['all', 'busy']);
  });

  it('takes over a product that changes while it builds', async () => {
    let changed = false;
    await indexCatalogue(db, words, {
      ...house,
      force: true,
      progress: () => {
        changed ||= true;
      },
    });
    expect(changed).toBe(true);
    const building = indexCatalogue(db, words, { ...house, force: true });
    await retitle(db, ids[11] ?? 0, 'Zanzibar kettle');
    await reindexProducts(db, words, [ids[11] ?? 0], house);
    await building;
    expect(await found('zanzibar')).toEqual([ids[11]]);
  });

  it('re-indexes one product with its words, and keeps the statistics right', async () => {
    const id = ids[10] ?? 0;
    const state = await readIndexState(db);
    const df = async (word: string) => {
      const { rows } = await sql<{ df: number }>`
        select df from ${sql.table(`search_term_${state.generation}`)} where word = ${word}`.execute(db);
      return rows[0]?.df ?? 0;
    };
    const before = await df('waterbottl');
    await retitle(db, id, 'Quokka thermos');
    prose.set('waterbottle-steel-4', 'Keeps soup warm on a glacier.');
    await reindexProducts(db, words, [id], house);
    expect(await found('quokka')).toEqual([id]);
    expect(await found('glacier')).toEqual([id]);
    expect(await found('quoka')).toEqual([id]);
    expect(await df('waterbottl')).toBe(before - 1);
    expect(await df('quokka')).toBe(1);
    await indexCatalogue(db, words, house);
    expect(await found('quokka')).toEqual([id]);
  });

  it('drops a product that is no longer published', async () => {
    await sql`update product set status = 'archived' where id = ${ids[10]}`.execute(db);
    await reindexProducts(db, words, [ids[10] ?? 0], house);
    expect(await found('quokka')).toEqual([]);
  });

  it('finds by meaning with a hosted embedder, and by words alone when it fails', async () => {
    // Two directions: things to sit on, everything else.
    const vectorOf = (text: string) =>
      toUnit(Float32Array.from(/sofa|sit/i.test(text) ? [1, 0.1] : [0.1, 1]));
    const hosted: Embedder = {
      name: 'hosted:test',
      dimensions: null,
      embed: async (texts) => texts.map(vectorOf),
    };
    const broken: Embedder = {
      ...hosted,
      embed: async () => {
        throw new EmbedderUnavailable('down');
      },
    };
    expect((await indexCatalogue(db, words, { embedder: hosted })).vectors).toBe('hosted:test');
    expect((await found('somewhere to sit', { embedder: hosted }))[0]).toBe(ids[5]);
    const fallback = await rank(db, 'laptop', { embedder: broken });
    expect(fallback.withoutVectors).toBe(true);
    expect(fallback.ranked[0]?.productId).toBe(ids[0]);
    await indexCatalogue(db, words, house);
  });
});

onBothEngines('the best by words', (open) => {
  let opened: FreshDatabase;
  let ids: readonly number[];
  beforeAll(async () => {
    opened = await open();
    const nouns = [
      'kettle',
      'steel kettle',
      'kettle stand',
      'tea pot',
      'steel pot with lid',
      'lid for a kettle',
    ];
    ids = await shelve(
      opened.db,
      Array.from({ length: 60 }, (_, at) => ({
        title: `${nouns[at % nouns.length] ?? ''} ${'large '.repeat(at % 4)}${at}`,
        description: `A ${at % 3 ? 'steel' : 'copper'} thing for ${at % 5 ? 'tea' : 'kettles'} of any kitchen, number ${at}.`,
      })),
    );
    await indexCatalogue(opened.db, () => '', house);
  });
  afterAll(() => opened.close());

  /** BM25F with coverage, product by product, from the entries themselves. */
  async function entryByEntry(text: string): Promise<readonly number[]> {
    const { db } = opened;
    const state = await readIndexState(db);
    const { groups } = await queryTerms(db, state, text);
    const total = groups.reduce((sum, term) => sum + term.idf, 0);
    const { rows } = await sql<{ product: number; terms: number[]; weights: number[] }>`
      select product, terms, weights from ${tablesOf(state.generation).doc}`.execute(db);
    const scored = rows.flatMap(({ product, terms, weights }) => {
      const best = groups.map((group) =>
        Math.max(
          ...group.alternatives.map(({ term, weight }) => {
            const at = terms.indexOf(term);
            return at < 0 ? 0 : weight * stepsOf(weights[at] ?? 0) * STEP;
          }),
        ),
      );
      const covered = groups.reduce((sum, term, at) => sum + ((best[at] ?? 0) > 0 ? term.idf : 0), 0);
      const score = best.reduce((sum, one) => sum + one, 0) * (covered / total);
      return score > 0 ? [{ product, score: score.toFixed(5) }] : [];
    });
    return scored
      .toSorted((a, b) => Number(b.score) - Number(a.score) || a.product - b.product)
      .map((one) => one.product);
  }

  const questions = [
    'kettle',
    'steel kettle',
    'lid for steel ketle',
    'copper',
    'large tea pot 17',
    'nothing here',
  ];
  it.each(questions)('of %j are those that every entry, summed up alone, says', async (text) => {
    expect(await bestByWords(opened.db, text)).toEqual(await entryByEntry(text));
  });

  it('are the same where the index was built before posts were packed', async () => {
    const { db } = opened;
    const { generation, version } = await readIndexState(db);
    const { list, replaced } = tablesOf(generation);
    const before = await Promise.all(questions.map((text) => bestByWords(db, text)));
    await sql`drop table ${list}, ${replaced}`.execute(db);
    await sql`create table ${sql.table(`search_post_${generation}`)} (term integer)`.execute(db);
    await sql`alter table search_index drop column packed`.execute(db);
    await sql`delete from migration where name = '0133-search-lists.sql'`.execute(db);
    expect(await migrate(db)).toEqual(['0133-search-lists.sql']);
    expect((await readIndexState(db)).packed).toBe(version);
    await reindexProducts(db, () => '', ids.slice(0, 1), house);
    expect(await Promise.all(questions.map((text) => bestByWords(db, text)))).toEqual(before);
  });

  it('are the same after entries were replaced, one by one, and after these were packed', async () => {
    const { db } = opened;
    for (const [at, title] of ['Samovar', 'Steel kettle of copper', 'Lid', 'Samovar lid'].entries()) {
      const id = ids[at * 7 + 1] ?? 0;
      await retitle(db, id, title);
      await reindexProducts(db, () => '', [id], house);
      for (const text of ['samovar', ...questions]) {
        expect(await bestByWords(db, text)).toEqual(await entryByEntry(text));
      }
    }
    expect(await bestByWords(db, 'samovar')).toHaveLength(2);
    const before = await readIndexState(db);
    expect(await writeChangedPostings(db, async () => {}, 1)).toBe(true);
    const after = await readIndexState(db);
    expect(after.packed).toBe(before.version);
    for (const text of ['samovar', ...questions]) {
      expect(await bestByWords(db, text)).toEqual(await entryByEntry(text));
    }
    expect(await writeChangedPostings(db, async () => {}, 1)).toBe(false);
  });

  it('are ranked by every feature as in a process that has just begun, whatever was replaced', async () => {
    const { db } = opened;
    const words = ['kettle', 'steel', 'pot', 'lid', 'for', 'copper', 'samovar'];
    const title = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 5 });
    const change = fc.record({ id: fc.constantFrom(...ids), title: title.map((some) => some.join(' ')) });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), title, async (changes, asked) => {
        for (const one of changes) {
          await retitle(db, one.id, one.title);
          await reindexProducts(db, () => '', [one.id], house);
        }
        const text = asked.join(' ');
        const fresh = db.withoutPlugins(); // what is held in memory is held by database
        expect((await rank(db, text, house)).ranked).toEqual((await rank(fresh, text, house)).ranked);
      }),
      { numRuns: 25 },
    );
  });
});

onBothEngines('ranking a word that many products hold', (open) => {
  let opened: FreshDatabase;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());

  it('finds a product within the limits however low it ranks', async () => {
    const { db } = opened;
    await sql`
      insert into product (slug, source, source_key, title, content_hash)
      select 'p' || n, 'test', 'p' || n, case when n = 900 then 'Some very long title that names a kettle at its end ' || repeat('word ', 40)
        else 'Kettle ' || n end, 'h' from generate_series(1, 900) n`.execute(db);
    await sql`
      insert into variant (product_id, sku, position, title, price_minor, currency)
      select id, slug, 1, '', 100, 'USD' from product`.execute(db);
    await indexCatalogue(db, () => '', house);
    const { rows } = await sql<{ id: number }>`select id from product where slug = 'p900'`.execute(db);
    const last = rows[0]?.id;
    const all = await rank(db, 'kettle', house);
    expect(all.ranked).toHaveLength(400);
    expect(all.ranked.some((one) => one.productId === last)).toBe(false);
    const allowed = await sql<{ id: number }>`select id from product where slug in ('p900', 'p7')`.execute(
      db,
    );
    const limited = await rank(db, 'kettle', {
      ...house,
      matching: onlyThese(allowed.rows.map((row) => row.id)),
    });
    expect(limited.ranked.map((one) => one.productId)).toContain(last);
  });
});
