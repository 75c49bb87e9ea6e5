import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseQuestion } from '#src/query-understanding/parse-question.ts';
import { readVocabulary } from '#src/query-understanding/read-vocabulary.ts';
import { unmatchedLead } from '#src/search/result.ts';
import { search } from '#src/search/search.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { stock, words } from './shop-rows.ts';

const made = (title: string, ...tags: string[]) => ({
  title,
  path: ['Table'],
  attributes: tags.length ? [words('made_for', 'Made for', ...tags)] : [],
  variants: [{ price: 1_000 }],
});

onBothEngines('what a shopper does not want, and what the shop does not have', (open) => {
  let at: FreshDatabase;
  beforeAll(async () => {
    at = await open();
    await stock(at.db, [
      made('Travel Mug with Straw'),
      made('Stoneware Mug'),
      made('Bowl, lead, cadmium and nickel free'),
      made('Bowl of cadmium red'),
      made('Enamel Mug'),
      made('Enamel Jug', 'hand blender'),
      made('Hand Towel'),
      made('Oak Board', 'crockery'),
      made('Oval Platter', 'crockery'),
      made('Deep Plate', 'crockery'),
    ]);
  });
  afterAll(() => at?.close());

  const asked = async (question: string) => {
    const query = parseQuestion(await readVocabulary(at.db), question);
    return search(at.db, query, { page: 1, perPage: 10, currency: 'USD', locale: 'en-US' });
  };
  const titles = async (question: string) => (await asked(question)).hits.map((hit) => hit.product.title);
  const told = async (question: string) => {
    const { unmatched, total } = await asked(question);
    return unmatchedLead(unmatched, total > 0, 'en-US');
  };

  it('leaves out products whose name says what is denied', async () => {
    expect((await titles('mug without straw')).toSorted()).toEqual(['Enamel Mug', 'Stoneware Mug']);
    expect(await titles('mug not enamel')).not.toContain('Enamel Mug');
  });

  it('keeps what is said to be free of it, in a list too', async () => {
    expect(await titles('bowl without cadmium')).toEqual(['Bowl, lead, cadmium and nickel free']);
  });

  it('keeps everything where no product says it', async () => {
    expect(await titles('mug without zipper')).toContain('Travel Mug with Straw');
  });

  it('tells of more denials than are read, and ranks by none of them', async () => {
    const many = 'amber birch cedar daisy ebony fennel garnet hazel indigo jasmine kelp'.split(' ');
    const question = `mug ${[...many, 'enamel', 'straw', 'stoneware'].map((one) => `not ${one}`).join(' ')}`;
    expect((await titles(question)).toSorted()).toEqual(['Stoneware Mug', 'Travel Mug with Straw']);
    expect(await told(question)).toMatch(/^“not straw” was not used\. “not stoneware” was not used\./);
  });

  it.each(['do you sell a blender?', 'hand blender', 'have you got any blenders'])(
    'says that nothing is called what was asked for: %s',
    async (question) => {
      expect(await told(question)).toMatch(
        /^No product here is called “blenders?”\. These are the closest\.$/,
      );
    },
  );

  it.each([
    'do you sell mugs?',
    'jug',
    'do you sell crockery?',
    'towel for a blender',
    'something for my blender',
  ])('says nothing of the kind otherwise: %s', async (question) => {
    expect(await told(question)).toBe('');
  });
});
