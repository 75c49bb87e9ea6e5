import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseQuestion } from '#src/query-understanding/parse-question.ts';
import { readVocabulary } from '#src/query-understanding/read-vocabulary.ts';
import { leadOf } from '#src/search/result.ts';
import { search } from '#src/search/search.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { stock, words } from './shop-rows.ts';

const made = (title: string, price: number, ...about: string[]) => ({
  title,
  path: ['Hall'],
  attributes: about.length ? [words('about', 'About', ...about)] : [],
  variants: [{ price }],
});

onBothEngines('what a shopper means', (open) => {
  let at: FreshDatabase;
  beforeAll(async () => {
    at = await open();
    await stock(at.db, [
      made('Aluminium Paper Knife', 1_200),
      made('Rubber Paper Knife', 900),
      made('Oak Paper Knife', 1_100),
      made('Skiff', 90_000, 'orange'),
      made('Skiff Oarlock Pins', 800),
      made('Skiff / Red', 91_000),
      made('Skiff / Teal', 92_000),
      made('Long Bow', 9_000, 'carry it anywhere'),
      made('Yew Long Bow', 12_000, 'carry'),
      made('Bow Sleeve', 2_000, 'carry a long bow'),
      made('Felt Bowler Hat', 4_000),
      made('Kids Felt Bowler Hat', 1_500),
      made('Linen Sun Hat', 700),
      made('Felt Bowler Hat, grey', 5_000),
      made('Felt Trilby Hat', 4_500),
      made('Quill Pen', 3_000, 'fountain ink'),
      made('Fountain Pen', 6_000),
      made('Fountain Pen Replacement Pen Nib Pen', 200),
      made('Fountain Pen, lacquered', 7_000),
      made('Cobaltsulphate Glaze', 1_000, 'cobaltic salts'),
      ...Array.from({ length: 12 }, (_, one) => made(`Azurethane Varnish ${one}`, 1_400)),
      made('Primer', 1_000, 'azurthanate', 'put on sunscreen outdoors'),
    ]);
  });
  afterAll(() => at?.close());

  const asked = async (question: string) => {
    const query = parseQuestion(await readVocabulary(at.db), question);
    return search(at.db, query, { page: 1, perPage: 30, currency: 'USD', locale: 'en-US' });
  };
  const titles = async (question: string) => (await asked(question)).hits.map((hit) => hit.product.title);
  const told = async (question: string) => leadOf(await asked(question), 'in the shop', 'en-US');

  it('keeps out what is of a denied kind of material', async () => {
    const found = await titles('paper knife not metal');
    expect(found.slice(0, 2).toSorted()).toEqual(['Oak Paper Knife', 'Rubber Paper Knife']);
    expect(found).not.toContain('Aluminium Paper Knife');
  });

  it('puts what is surely of another colour before what tells none', async () => {
    expect((await titles('skiff not orange')).slice(0, 2).toSorted()).toEqual([
      'Skiff / Red',
      'Skiff / Teal',
    ]);
  });

  it('puts what carries a thing before the thing', async () => {
    expect((await titles('something to carry my long bow in'))[0]).toBe('Bow Sleeve');
    expect((await titles('long bow'))[0]).toBe('Long Bow');
  });

  it('lists by price the kind that most names tell, and for the grown nothing for children alone', async () => {
    expect((await titles('cheapest felt hat'))[0]).toBe('Kids Felt Bowler Hat');
    expect((await titles('cheapest adult felt hat'))[0]).toBe('Felt Bowler Hat');
  });

  it('lists by price no parts that only replace another', async () => {
    expect((await titles('cheapest fountain pen'))[0]).toBe('Fountain Pen');
    expect((await titles('cheapest fountain pen replacement nib'))[0]).toMatch(/Nib/);
  });

  it('tells a thing with a number that is not sold, and nobody of a family', async () => {
    expect(await told('sunscreen spf 50')).toContain('No product here is called “sunscreen”.');
    expect(await told('my daughter paints, which primer')).not.toContain('daughter');
  });

  it('reads a slip of a word whose stem one text alone holds', async () => {
    expect((await asked('azurthane varnish')).correctedText).toBe('azurethane varnish');
  });
});
