import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseQuestion } from '#src/query-understanding/parse-question.ts';
import { readVocabulary } from '#src/query-understanding/read-vocabulary.ts';
import { indexCatalogue } from '#src/search/index/index-catalogue.ts';
import { search } from '#src/search/search.ts';
import { freshPglite, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { stock } from '../shop-rows.ts';

let at: FreshDatabase;
beforeAll(async () => {
  at = await freshPglite();
  const made = (title: string) => ({ title, path: ['Candles'], variants: [{ price: 1_000 }] });
  await stock(at.db, [
    made('Pillar Candle'),
    made('Tea Candle, 30 pack'),
    made('Tea Candle, 6 pack'),
    made('Garden Candle'),
    made('Taper Candle'),
    made('Glitter Candle'),
    made('Lantern with No Light'),
    made('Amber Lantern'),
    made('Tea Lantern, 30 piece pack'),
  ]);
  const tell = (title: string, text: string) =>
    sql`update product set description = ${text} where title = ${title}`.execute(at.db);
  await tell('Pillar Candle', 'Scented with a drop of citronella. Burns for 30 hours.');
  await tell('Garden Candle', 'Made of soy, free of lead, paraffin and citronella.');
  await tell('Lantern with No Light', 'A candle gives more light than it lacks.');
  await tell('Amber Lantern', 'Bright light for a long night.');
  await tell('Taper Candle', 'Lasts. Citronella: 0 mg.');
  await indexCatalogue(at.db, () => '', { embedder: null, force: true });
});
afterAll(() => at?.close());

const titles = async (question: string) => {
  const query = parseQuestion(await readVocabulary(at.db), question);
  const { hits } = await search(at.db, query, { page: 1, perPage: 10, currency: 'USD', locale: 'en-US' });
  return hits.map(({ product }) => product.title);
};

it('puts first what is told to be free of it, and last what is told to have it', async () => {
  const found = await titles('candle without citronella');
  expect(found.filter((title) => title.includes('Candle'))).toHaveLength(6);
  expect(found.slice(0, 2).toSorted()).toEqual(['Garden Candle', 'Taper Candle']);
  expect(found.filter((title) => title.includes('Candle')).at(-1)).toBe('Pillar Candle');
});

it('reads "no" behind a thing, and alone', async () => {
  expect(await titles('candle no glitter')).not.toContain('Glitter Candle');
  expect(await titles('no glitter')).toHaveLength(8);
  expect((await titles('no citronella')).at(-1)).toBe('Pillar Candle');
});

it('leaves out a number of pieces, and no other number', async () => {
  expect(await titles('tea candle not the 30 pack')).not.toContain('Tea Candle, 30 pack');
  expect(await titles('tea candle not the 30 pack')).toContain('Tea Candle, 6 pack');
  expect(await titles('tea candle not 30')).not.toContain('Tea Candle, 30 pack');
  expect(await titles('candle not the 30 pack')).toContain('Pillar Candle');
});

it('counts a pack whatever it is of', async () => {
  expect(await titles('tea lantern not the 30 pack')).not.toContain('Tea Lantern, 30 piece pack');
});

it('believes the name before the text, and takes what it lacks for no praise', async () => {
  const found = await titles('lantern without light');
  expect(found.indexOf('Lantern with No Light')).toBeLessThan(found.indexOf('Amber Lantern'));
  expect(found[0]).toBe('Lantern with No Light');
  // A colour, a weight or an age is praised or not; nothing is denied.
  expect(await titles('amber lantern not heavy')).toContain('Amber Lantern');
});
