import { takeSnapshot } from '#src/search/snapshot/snapshot.ts';
import { sql, type KyselyPlugin } from 'kysely';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { productsById } from '#src/catalog/product-store.ts';
import { indexCatalogue, reindexProducts } from '#src/search/index/index-catalogue.ts';
import { readIndexState, tablesOf } from '#src/search/index/index-tables.ts';
import { indexCache } from '#src/search/retrieve/index-cache.ts';
import { writeChangedPostings } from '#src/search/index/write-postings.ts';
import { rank } from '#src/search/rank/rank.ts';
import { prefetch } from '#src/search/retrieve/prefetch.ts';
import { features } from '#src/search/weights.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { retitle, shelve } from '../rank/rank-shelf.ts';

const house = { embedder: null };
const words = () => '';
const MANY = 2_000; // products from which entries are read ahead

onBothEngines('what a process holds of the index', (open) => {
  let at: FreshDatabase;
  let ids: readonly number[];
  beforeAll(async () => {
    at = await open();
    ids = await shelve(
      at.db,
      Array.from({ length: 40 }, (_, n) => ({
        title: `${n % 2 ? 'Kettle' : 'Lantern'} number${n}`,
        description: `${n % 2 ? 'Boils water for tea in any kitchen, large or small, with a long spout' : 'Lights a camp for a whole night, in any weather, and folds away'}, and has handle ${n} of good steel that stays cool to the hand.`,
      })),
    );
    await indexCatalogue(at.db, words, house);
  });
  afterAll(() => at.close());

  const found = async (text: string) => (await rank(at.db, text, house)).ranked.map((one) => one.productId);

  it('adds the catalogue’s own vectors as pgvector says they lie', async () => {
    const index = await readIndexState(at.db);
    expect(index.vectors).toMatch(/^lsa/);
    const { term, termVector, productVector } = tablesOf(index.generation);
    const { rows } = await sql<{ product: number; near: number }>`
      select product, 1 - (vector <=> (select sum(v.vector) from ${termVector} v join ${term} t on t.id = v.term
        where t.word in ('kettl', 'lantern'))) as near from ${productVector}`.execute(at.db);
    const scores = async (vectors: string | null) => {
      const fresh = at.db.withoutPlugins();
      const { ranked } = await rank(fresh, 'kettle lantern', {
        ...house,
        snapshot: { ...(await takeSnapshot(fresh)), index: { ...index, vectors } },
      });
      return new Map(ranked.map((one) => [one.productId, one.score]));
    };
    const [whole, without] = [await scores(index.vectors), await scores(null)];
    const nearOf = new Map(rows.map((row) => [row.product, row.near]));
    expect(whole.size).toBeGreaterThan(10);
    for (const [product, score] of whole) {
      const added = features.vector * (nearOf.get(product) ?? 0);
      expect(score - (without.get(product) ?? 0)).toBeCloseTo(added, 3);
    }
  });

  it('corrects anew once a word has come to exist', async () => {
    expect((await rank(at.db, 'glaciar', house)).correctedText).toBeNull();
    const id = ids[1] ?? 0;
    await retitle(at.db, id, 'Glacier');
    await reindexProducts(at.db, words, [id], house);
    const { correctedText, ranked } = await rank(at.db, 'glaciar', house);
    expect([correctedText, ranked[0]?.productId]).toEqual(['glacier', id]);
  });

  it('begins anew where lists were packed with changes it never saw', async () => {
    const id = ids[5] ?? 0;
    expect(await found('kettle')).toContain(id);
    await retitle(at.db, id, 'Zanzibar');
    await reindexProducts(at.db, words, [id], house);
    expect(await writeChangedPostings(at.db, async () => {}, 1)).toBe(true);
    expect(await found('zanzibar')).toEqual([id]);
    expect(await found('kettle')).not.toContain(id);
  });

  it('takes the latest change, though an earlier one is heard of last', async () => {
    const id = ids[7] ?? 0;
    const slow = slowly();
    const db = at.db.withPlugin(slow);
    const change = async (title: string) => {
      await retitle(at.db, id, title);
      await reindexProducts(at.db, words, [id], house);
      return readIndexState(at.db);
    };
    await rank(db, 'kettle', house);
    const early = indexCache(db, await change('Quokka'));
    await slow.isHeld;
    await indexCache(db, await change('Wombat'));
    slow.release();
    await early;
    expect((await rank(db, 'wombat', house)).ranked.map((one) => one.productId)).toEqual([id]);
  });

  it('answers a question that was told a generation that is gone, and leaves nobody else without', async () => {
    const snapshot = await takeSnapshot(at.db);
    const told = { ...snapshot.index, products: MANY };
    await indexCatalogue(at.db, words, { ...house, force: true });
    const now = await readIndexState(at.db);
    const own = await indexCache(at.db, now);
    const stray = vi.fn();
    process.on('unhandledRejection', stray);
    const ranking = await rank(at.db, 'kettle', { ...house, snapshot: { ...snapshot, index: told } });
    await new Promise((resolve) => setTimeout(resolve, 50));
    process.off('unhandledRejection', stray);
    expect(ranking.ranked.length).toBeGreaterThan(10);
    expect(stray).not.toHaveBeenCalled();
    expect(await indexCache(at.db, now)).toBe(own);
  });

  it('reads entries and the vectors of terms before anybody asks', async () => {
    const db = at.db.withoutPlugins();
    const index = { ...(await readIndexState(db)), products: MANY };
    await prefetch(db, index);
    const { entries, termVectors } = await indexCache(db, index);
    expect(ids.every((id) => entries.has(id))).toBe(true);
    const { rows } = await sql<{ term: number }>`
      select term from ${tablesOf(index.generation).termVector}`.execute(db);
    expect(rows.length).toBeGreaterThan(10);
    expect(rows.every(({ term }) => termVectors.has(term))).toBe(true);
  });

  it('looks no word up once it holds all of them, until one has come to exist', async () => {
    const asked = lookUps();
    const db = at.db.withoutPlugins().withPlugin(asked);
    const ask = async (text: string) => {
      const index = { ...(await readIndexState(db)), products: MANY };
      await prefetch(db, index);
      const before = asked.count();
      const { ranked } = await rank(db, text, { ...house, snapshot: { ...(await takeSnapshot(db)), index } });
      return { found: ranked.map((one) => one.productId), lookUps: asked.count() - before };
    };
    expect((await ask('kettle spout')).lookUps).toBe(0);
    expect((await ask('gondolier kettle')).found.length).toBeGreaterThan(0);
    const id = ids[9] ?? 0;
    await retitle(at.db, id, 'Gondolier');
    await reindexProducts(at.db, words, [id], house);
    expect((await ask('gondolier')).found).toEqual([id]);
  });

  it('reads a product that nothing is sold of as none', async () => {
    const [bare = 0, whole = 0] = await shelve(at.db, [{ title: 'Empty box' }, { title: 'Full box' }]);
    await sql`delete from variant where product_id = ${bare}`.execute(at.db);
    expect((await productsById(at.db, [bare, whole])).map((one) => one.id)).toEqual([whole]);
  });
});

/** Counts the statements that look words up. */
function lookUps(): KyselyPlugin & { count(): number } {
  let found = 0;
  return {
    count: () => found,
    transformQuery: ({ node }) => {
      if (JSON.stringify(node).includes('t.word = any(')) found += 1;
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  };
}

/** Holds the first answer that tells of replaced entries back until it is released. */
function slowly(): KyselyPlugin & { readonly isHeld: Promise<void>; release(): void } {
  const [held, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  let isFirst = true;
  return {
    isHeld: held.promise,
    release: released.resolve,
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      if (isFirst && result.rows.some((row) => 'weights' in row)) {
        isFirst = false;
        held.resolve();
        await released.promise;
      }
      return result;
    },
  };
}
