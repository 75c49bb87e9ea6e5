import { afterAll, beforeAll, expect, it } from 'vitest';
import { rank } from '#src/search/rank/rank.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { stock, type ProductRow } from '../shop-rows.ts';

const MAKERS = 24;
const named = (title: (maker: string) => string): readonly ProductRow[] =>
  Array.from({ length: MAKERS }, (_, at) => ({
    title: title(`Maker${String.fromCharCode(97 + at)}`),
    path: ['Computers'],
    variants: [{ price: 1_000 + at }],
  }));

onBothEngines('a thing that the catalogue calls by another name', (open) => {
  let at: FreshDatabase;
  beforeAll(async () => {
    at = await open();
    await stock(at.db, [
      ...named((maker) => `${maker} Laptop Sleeve`),
      ...named((maker) => `${maker} silver aluminium notebook with a wide screen`),
      ...named((maker) => `${maker} sofa`),
      ...named((maker) => `${maker} couch`),
    ]);
  });
  afterAll(() => at?.close());

  const first = async (question: string) => {
    const { ranked } = await rank(at.db, question, { embedder: null });
    const ids = ranked.slice(0, 10).map((one) => one.productId);
    const rows = await at.db.selectFrom('product').select(['id', 'title']).where('id', 'in', ids).execute();
    return rows.map((row) => row.title);
  };

  it.each(['laptop', 'laptop for work'])('comes before what only goes with it: %s', async (question) => {
    for (const title of await first(question)) expect(title).toContain('notebook');
  });

  it('stands behind what was asked for where it is not the noun of the question', async () => {
    for (const title of await first('laptop sleeve')) expect(title).toContain('Sleeve');
  });

  it('stands behind the asked name where both name the thing', async () => {
    for (const title of await first('couch')) expect(title).toContain('couch');
  });
});
