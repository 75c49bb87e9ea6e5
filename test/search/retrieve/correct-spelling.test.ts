import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '#src/database/database.ts';
import { indexCatalogue, reindexProducts } from '#src/search/index/index-catalogue.ts';
import { rank } from '#src/search/rank/rank.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { retitle, shelve } from '../rank/rank-shelf.ts';

const many = (title: string, count = 12) => Array.from({ length: count }, (_, n) => `${title} no ${n}`);

const TITLES = [
  ...many('Pearl earring'),
  'Ear warmer fleece',
  ...many('Red Bull energy drink', 3),
  'Redbull cooler box',
  ...many('Cotton T-Shirt', 3),
  'Tshirt folding board',
  ...many('Phone case for iPhone 13', 3),
  'Plastic plant pot',
  ...many('Classic vase'),
  ...many('Touch lamp'),
  'Headlamp with strap',
  ...many('Philips kettle'),
  ...many('Cypress tree', 3),
  ...many('Black refrigerator', 3),
  ...many('Laptop with bright screen', 3),
  'Laptop sleeve',
  'Garden sprinkler',
  'USB stick 32 GB',
  '防水靴',
  'Straßenkarte von Wien',
];

onBothEngines('spelling', (open) => {
  let opened: FreshDatabase;
  let db: Database;
  let titles: ReadonlyMap<number, string>;
  const ask = async (text: string) => {
    const { ranked, correctedText } = await rank(db, text, { embedder: null });
    return { found: ranked.map((one) => titles.get(one.productId) ?? ''), correctedText };
  };

  beforeAll(async () => {
    opened = await open();
    db = opened.db;
    const ids = await shelve(
      db,
      TITLES.map((title) => ({ title })),
    );
    titles = new Map(ids.map((id, at) => [id, TITLES[at] ?? '']));
    await indexCatalogue(db, () => '', { embedder: null });
  });
  afterAll(() => opened.close());

  it.each([
    ['black refrigeratore', 'Black refrigerator', 'black refrigerator'],
    ['spreklers', 'Garden sprinkler', 'sprinkler'],
    ['cyprees tree', 'Cypress tree', 'cypress tree'],
    ['phillips kettle', 'Philips kettle', 'philips kettle'],
    ['labtop', 'Laptop', 'laptop'],
    ['earing', 'Pearl earring', 'earring'],
  ])('reads %s by how words are written', async (asked, title, read) => {
    const { found, correctedText } = await ask(asked);
    expect(found[0]).toContain(title);
    expect(correctedText).toBe(read);
  });

  it.each([
    ['redbull', /red ?bull/i, 4],
    ['tshirt', /t-?shirt/i, 4],
    ['t-shirt', /t-?shirt/i, 4],
    ['iphone13', /iphone 13/i, 3],
  ])('finds %s written as one word and as two', async (asked, title, count) => {
    const { found } = await ask(asked);
    expect(found.slice(0, count).filter((one) => title.test(one))).toHaveLength(count);
  });

  it('finds a number with its unit attached', async () => {
    expect((await ask('32gb usb stick')).found[0]).toBe('USB stick 32 GB');
  });

  it('takes a word of a title for what it is', async () => {
    const { found, correctedText } = await ask('plant pots not plastic');
    expect(correctedText).toBeNull();
    expect(found).toEqual(['Plastic plant pot']);
  });

  it('takes no unlikely letter for another', async () => {
    const { found, correctedText } = await ask('head torch');
    expect(correctedText).toBeNull();
    expect(found).toEqual(['Headlamp with strap']);
  });

  it('finds one sign of a script without spaces, and ß as ss', async () => {
    expect((await ask('靴')).found).toEqual(['防水靴']);
    expect((await ask('strassenkarte')).found).toEqual(['Straßenkarte von Wien']);
  });

  it('knows what a changed product is called now', async () => {
    const [id = 0] = [...titles].find(([, title]) => title === 'Laptop sleeve') ?? [];
    await retitle(db, id, 'Macadamia nuts');
    await reindexProducts(db, () => '', [id], { embedder: null });
    const { ranked, correctedText } = await rank(db, 'macadmia', { embedder: null });
    expect(ranked.map((one) => one.productId)).toEqual([id]);
    expect(correctedText).toBe('macadamia');
  });
});
