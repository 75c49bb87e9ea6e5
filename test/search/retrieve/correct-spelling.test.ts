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
  ...many('Lounge chair', 3),
  'USB stick 32 GB',
  '防水靴',
  'Straßenkarte von Wien',
  ...many('Tortilla chips', 3),
  'Patato noodles',
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
    ['stick32gb', /usb stick 32 gb/i, 1],
  ])('finds %s written as one word and as two', async (asked, title, count) => {
    const { found } = await ask(asked);
    expect(found.slice(0, count).filter((one) => title.test(one))).toHaveLength(count);
  });

  it('finds a number with its unit attached', async () => {
    expect((await ask('32gb usb stick')).found[0]).toBe('USB stick 32 GB');
  });

  it('takes a word of a title for what it is', async () => {
    expect(await ask('plastic plant pots')).toMatchObject({
      correctedText: null,
      found: ['Plastic plant pot'],
    });
    expect(await ask('plant pots not plastic')).toMatchObject({ correctedText: null, found: [] });
  });

  it('bends a short word only to what goes with the rest of the question', async () => {
    expect((await ask('potato chips')).correctedText).toBeNull();
    expect((await ask('patatto noodles')).correctedText).toBe('patato noodles');
  });

  it('takes no unlikely letter for another', async () => {
    const { found, correctedText } = await ask('head torch');
    expect(correctedText).toBeNull();
    expect(found).toEqual(['Headlamp with strap']);
  });

  it('takes what does a thing for another word than the thing, and says that it is missed', async () => {
    const { ranked, correctedText, unused } = await rank(db, 'loungers', { embedder: null });
    expect(correctedText).toBeNull();
    expect(unused.unknown).toEqual(['loungers']);
    expect(titles.get(ranked[0]?.productId ?? 0)).toContain('Lounge chair');
    expect((await ask('sprinklerr')).correctedText).toBe('sprinkler');
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

onBothEngines('a German catalogue', (open) => {
  const GERMAN = [
    'Holzschraube verzinkt',
    'Holzschrauben mit Torx, verzinkt und gehärtet',
    'Schraube und Mutter',
    'Spanplattenschrauben aus Stahl mit Senkkopf und Spitze',
    'Span aus einer Platte',
    'Spanplatten mit Kante',
    'Klebestreifen mit Abroller und Ersatz',
    'Reifen mit Felge',
    'Winterreifen und Schlauch',
    'Schlüsselbrett aus Holz',
    'Winter und Sommer mit Decke',
  ];
  let opened: FreshDatabase;
  let titles: ReadonlyMap<number, string>;
  const found = async (text: string) =>
    (await rank(opened.db, text, { embedder: null })).ranked.map((one) => titles.get(one.productId));

  beforeAll(async () => {
    opened = await open();
    const ids = await shelve(
      opened.db,
      GERMAN.map((title) => ({ title })),
    );
    titles = new Map(ids.map((id, at) => [id, GERMAN[at] ?? '']));
    await indexCatalogue(opened.db, () => '', { embedder: null });
  });
  afterAll(() => opened.close());

  it.each(['schraube', 'Schrauben'])('finds a thing by the compounds of %s', async (text) => {
    expect((await found(text)).toSorted()).toEqual([GERMAN[0], GERMAN[1], GERMAN[2], GERMAN[3]].toSorted());
  });

  it('takes no word for a compound of what it only ends like', async () => {
    expect((await found('reifen')).toSorted()).toEqual(['Reifen mit Felge', 'Winterreifen und Schlauch']);
  });

  it('reads an umlaut however it is written', async () => {
    expect((await found('schluesselbrett'))[0]).toBe('Schlüsselbrett aus Holz');
    expect((await found('Schlüsselbrett'))[0]).toBe('Schlüsselbrett aus Holz');
  });
});
