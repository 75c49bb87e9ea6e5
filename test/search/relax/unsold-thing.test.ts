import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseQuestion } from '#src/query-understanding/parse-question.ts';
import { readVocabulary } from '#src/query-understanding/read-vocabulary.ts';
import { leadOf, unmatchedLead } from '#src/search/result.ts';
import { indexCatalogue } from '#src/search/index/index-catalogue.ts';
import { search } from '#src/search/search.ts';
import { freshPglite, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { stock, words } from '../shop-rows.ts';

let at: FreshDatabase;
beforeAll(async () => {
  at = await freshPglite();
  const made = (title: string, price = 4_000) => ({ title, path: ['Workshop'], variants: [{ price }] });
  const coloured = (title: string, colour: string) => ({
    ...made(title),
    attributes: [words('color', 'Color', colour)],
  });
  await stock(at.db, [
    made('Ash Bench Lamp'),
    made('Bench Lamp, brass'),
    made('Folding Saw'),
    made('Pruning Saw', 900),
    made('Oak Stool'),
    made('Red Oak Stool', 12_000),
    made('Red Tin', 500),
    made('Screw Driver Set'),
    made('Steel Ladder'),
    made('Alu Ladder'),
    made('Ladder Rubber', 400),
    ...Array.from({ length: 24 }, (_, at) => ({
      title: `Clay Jar ${at}`,
      path: ['Jars'],
      variants: [{ price: 900 }],
    })),
    made('Spray Can'),
    made('Water Butt'),
    ...['Cane', 'Beech', 'Willow'].map((one) => coloured(`${one} Armchair`, 'Brown')),
    ...['Cane', 'Beech', 'Willow'].map((one) =>
      coloured(`${one} Settee with the armchair’s cushion`, 'Black'),
    ),
  ]);
  const told = 'Fired twice, glazed by hand and dried in the sun for a week. '.repeat(12);
  await sql`update product set description = ${`${told}Stands well on an electric stove, with a stirrup.`}
    where title = 'Clay Jar 7'`.execute(at.db);
  await indexCatalogue(at.db, () => '', { embedder: null, force: true });
});
afterAll(() => at?.close());

const asked = async (question: string) =>
  search(at.db, parseQuestion(await readVocabulary(at.db), question), {
    page: 1,
    perPage: 10,
    currency: 'USD',
    locale: 'en-US',
  });
const told = async (question: string) => {
  const { unmatched, total } = await asked(question);
  return unmatchedLead(unmatched, total > 0, 'en-US');
};

it('says that the word is only a part of longer names', async () => {
  expect(await told('bench')).toBe(
    'No product here is called just “bench”: it is part of longer names. These are the closest.',
  );
  expect(await told('bench lamp')).toBe('');
});

it('says that nothing called so mentions which kind is asked for', async () => {
  expect(await told('looking for a brass saw')).toBe(
    'No product here called “saw” mentions “brass”. These are the closest.',
  );
  expect(await told('folding saw')).toBe('');
});

it('counts of a kind what hardly any of it mentions, and what none has', async () => {
  expect(await told('electric jar')).toBe(
    'Only 1 of 24 products here under “Jars” mentions “electric”. These are the closest.',
  );
  expect(await told('ladder with a stirrup')).toBe(
    'No product here called “ladder” mentions “stirrup”. These are the closest.',
  );
  expect(await told('jar with brass')).toBe(
    'No product here under “Jars” mentions “brass”. These are the closest.',
  );
  expect(await told('jar with a spigot')).toContain('No product here mentions “spigot”.');
  expect(await told('clay jar')).toBe('');
  expect(await told('settee with a cushion')).toBe('');
  expect(await told('settee with armchiar')).toBe('');
  expect(await told('ladder with cushoin')).not.toContain('cushoin');
});

it('knows a can from what can be done', async () => {
  expect(await told('watering can')).toBe('No product here is called “watering can”. These are the closest.');
  expect(await told('spray can')).toBe('');
  expect(await told('which jar can I spray')).toBe('');
});

it('takes another thing for no answer where each of the thing is what is denied', async () => {
  const answer = await asked('armchair not brown');
  expect(answer.total).toBe(0);
  expect(answer.nearMisses[0]?.product.title).toMatch(/ Armchair$/);
  expect(leadOf(answer, 'in the shop', 'en-US')).toContain('Without “Not brown” ');
  expect((await asked('settee not brown')).hits[0]?.product.title).toContain('Settee');
});

it('finds a thing that names write as two words', async () => {
  expect(await told('screwdriver')).toBe('');
});

it('lists nothing by its price alone where no product mentions the thing', async () => {
  const { total, nearMisses } = await asked('treadmill under $500');
  expect(total).toBe(0);
  expect(nearMisses).toEqual([]);
});

it('takes what merely shares a word for no answer, and says which limit has to go', async () => {
  const answer = await asked('red oak stool under $10');
  expect(answer.total).toBe(0);
  expect(answer.nearMisses[0]?.product.title).toBe('Red Oak Stool');
  const without = await asked('red oak stool');
  expect(answer.givesWay.map(({ total }) => total)).toEqual([without.total]);
  expect(leadOf(answer, 'in the shop', 'en-US')).toContain(
    `Without “Under $10” ${without.total} products fit.`,
  );
});

it('takes what goes with the thing for no answer where the things cost more', async () => {
  const answer = await asked('ladder under $10');
  expect(answer.total).toBe(0);
  expect(answer.nearMisses[0]?.product.title).toMatch(/Ladder$/);
  expect((await asked('rubber under $10')).total).toBe(1);
});
