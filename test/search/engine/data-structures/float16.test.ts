import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { vectorText } from '#src/embeddings/embedder.ts';
import { rankingFeaturesOf } from '#src/search/retrieve/feature-cache.ts';
import { cosineWith, sumOf } from '#src/search/engine/data-structures/float16.ts';
import { indexCatalogue } from '#src/search/index/index-catalogue.ts';
import { readIndexState, tablesOf } from '#src/search/index/index-tables.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { shelve } from '../../rank/rank-shelf.ts';

const DIMENSIONS = 2;

onBothEngines('vectors in half precision', (open) => {
  let at: FreshDatabase;
  let id: number;
  beforeAll(async () => {
    at = await open();
    [id = 0] = await shelve(at.db, [{ title: 'Kettle' }]);
    const embed = async (texts: readonly string[]) => texts.map(() => Float32Array.of(1, 0));
    const embedder = { name: 'hosted:two', dimensions: DIMENSIONS, embed };
    await indexCatalogue(at.db, () => '', { embedder });
  });
  afterAll(() => at.close());

  it('are as far apart as pgvector says, whatever their numbers', async () => {
    const number = fc.integer({ min: -6_000_000, max: 6_000_000 }).map((hundredths) => hundredths / 100);
    const vector = fc.tuple(number, number).map((pair) => Float32Array.from(pair));
    await fc.assert(
      fc.asyncProperty(vector, vector, async (one, other) => {
        const index = await readIndexState(at.db);
        await sql`update ${tablesOf(index.generation).productVector} set vector = ${vectorText(one)}::halfvec`.execute(
          at.db,
        );
        const { rows } = await sql<{ near: number | null }>`
          select nullif(1 - (vector <=> ${vectorText(other)}::halfvec), 'NaN') as near
          from ${tablesOf(index.generation).productVector}`.execute(at.db);
        const reader = at.db.withoutPlugins(); // which holds nothing yet
        const read = (await rankingFeaturesOf(reader, index, [id], [])).entries.get(id)?.vector;
        expect(read).toBeInstanceOf(Uint16Array);
        if (read) expect(cosineWith(other)(read)).toBeCloseTo(rows[0]?.near ?? 0, 2);
      }),
      { numRuns: 60 },
    );
  });
});

it('add up; none add up to nothing', () => {
  expect(sumOf([])).toBeNull();
  const [one, minusTwo, half] = [0x3c00, 0xc000, 0x3800];
  expect(sumOf([Uint16Array.of(one, half), Uint16Array.of(minusTwo, one)])).toEqual(Float32Array.of(-1, 1.5));
});

it('have no direction where they are all zero', () => {
  expect(cosineWith(Float32Array.of(0, 0))(Uint16Array.of(0x3c00, 0))).toBe(0);
  expect(cosineWith(Float32Array.of(1, 0))(Uint16Array.of(0, 0x8000))).toBe(0);
  expect(cosineWith(Float32Array.of(1))(Uint16Array.of(0x3c00, 0))).toBe(0);
});
