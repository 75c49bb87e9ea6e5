import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { categories } from '#src/catalog/category-store.ts';
import { soldNames } from '#src/catalog/sold-names.ts';
import { openContent } from '#src/editorial/content.ts';
import type { Answers } from '#src/editorial/drafts/answers.ts';
import { draftCategories } from '#src/editorial/drafts/draft-categories.ts';
import { draftFaqs } from '#src/editorial/drafts/draft-faqs.ts';
import { draftPolicies } from '#src/editorial/drafts/draft-policies.ts';
import { draftStore } from '#src/editorial/drafts/draft-store.ts';
import { shelfFacts } from '#src/editorial/drafts/shelf-facts.ts';
import { writeDrafts } from '#src/editorial/drafts/write-drafts.ts';
import { lintContent } from '#src/editorial/lint-content.ts';
import { openDecisions } from '#src/editorial/open-decisions.ts';
import { readEnvironment } from '#src/environment.ts';
import { answersFrom, BadAnswer } from '#scripts/new-shop-answers.ts';
import { bring, feed } from '#test/catalog/feed.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';

const ANSWERS: Answers = {
  name: 'Fern & Trowel',
  country: 'US',
  currency: 'USD',
  locale: 'en-US',
  timeZone: 'America/Denver',
  taxIncluded: false,
  email: 'hello@fern.example.com',
  hours: 'Weekdays, 9 to 5',
};

const EXPORT = [
  'Handle,Title,Type,Vendor,Option1 Name,Option1 Value,Variant SKU,Variant Price',
  ...Array.from({ length: 9 }, (_, at) =>
    ['Copper', 'Steel']
      .map((finish, side) =>
        [
          `trowel-${at}`,
          side ? '' : `Trowel No. ${at}`,
          side ? '' : at % 4 ? 'Hand tools' : 'Pots',
          at % 2 ? 'Alder' : 'Birch',
          'Finish',
          finish,
          `T${at}${side}`,
          '12',
        ].join(),
      )
      .join('\n'),
  ),
].join('\n');

onBothEngines('a folder of words for a new shop', (open) => {
  let at: FreshDatabase;
  let folder: string;
  const drafts = async (answers: Answers) => {
    const all = await categories(at.db);
    const facts = await shelfFacts(at.db);
    return [
      draftStore(
        answers,
        all.map(({ name }) => name),
      ),
      ...draftPolicies(answers, '2026-11-30'),
      ...draftCategories(all, facts, answers),
      ...draftFaqs(answers, all, facts),
    ];
  };
  const read = (file: string) => readFile(join(folder, file), 'utf8');

  beforeAll(async () => {
    at = await open();
    await bring(at.db, feed(EXPORT));
    folder = await mkdtemp(join(tmpdir(), 'new-shop-'));
    writeDrafts(folder, await drafts({ ...ANSWERS, returnDays: 14 }));
  });
  afterAll(() => at.close());

  it('is without a finding', async () => {
    expect(lintContent(folder, await soldNames(at.db)).findings).toEqual([]);
  });

  it('says of the goods what rows say, with no price and no count', async () => {
    const tools = await read('categories/hand-tools.md');
    expect(tools).toContain('Hand tools at Fern & Trowel. From Alder and Birch. Told apart by finish.');
    expect(tools).toContain('- Finish: Copper and Steel');
    expect(await read('faqs/which-brands.md')).toContain('Birch, Alder.');
    expect(await read('store.yaml')).toContain('tagline: Hand tools and Pots');
    expect(tools).not.toMatch(/\$|12|\b9\b/);
  });

  it('asks nothing that rows do not answer', async () => {
    await expect(read('faqs/choose-pots.md')).rejects.toThrow('ENOENT'); // three products are no range
  });

  it('puts in force what the merchant answered, and keeps the rest from shoppers', () => {
    const content = openContent(folder);
    content.close();
    const { policies } = content.current();
    expect(policies.map(({ words }) => words.kind)).toEqual(['returns']);
    expect(policies[0]?.words.summary).toBe(
      'You have 14 days from delivery to start a return. Sending it back is free.',
    );
  });

  it('marks what is still to decide, where shoppers never see it', () => {
    const open = openDecisions(folder).map(({ file }) => file);
    expect(new Set(open)).toEqual(
      new Set([
        'policies/privacy.md',
        'policies/returns.md',
        'policies/shipping.md',
        'policies/terms.md',
        'store.yaml',
      ]),
    );
    const content = openContent(folder);
    content.close();
    expect(JSON.stringify(content.current())).not.toContain('DECIDE');
  });

  it('is never written over', async () => {
    await writeFile(join(folder, 'store.yaml'), 'name: Mine\n');
    const { written, stood } = writeDrafts(folder, await drafts({ ...ANSWERS, name: 'Other' }));
    expect(await read('store.yaml')).toBe('name: Mine\n');
    expect(written).toEqual([]);
    expect(stood).toContain('store.yaml');
  });
});

const KNOWN = { store: null, currency: null, name: 'shop', ask: false } as const;

it('takes currency from the export before the country, and tax from the country', async () => {
  const given = new Map([['country', 'DE']]);
  expect(await answersFrom(given, KNOWN)).toMatchObject({
    currency: 'EUR',
    taxIncluded: true,
    locale: 'en-DE',
  });
  expect(await answersFrom(given, { ...KNOWN, currency: 'CHF' })).toMatchObject({ currency: 'CHF' });
});

it('refuses an answer that a shop could not be made of', async () => {
  for (const [option, answer] of [
    ['country', 'Germany'],
    ['shipping', 'four'],
    ['delivery-days', '5-2'],
  ] as const)
    await expect(answersFrom(new Map([[option, answer]]), KNOWN)).rejects.toThrow(BadAnswer);
});

it('has a database of its own beside the demonstration’s', () => {
  expect(readEnvironment({ CONTENT_DIR: 'shops/fern/' }).SHELFTALK_DATA_DIR).toBe('var/database-fern');
  expect(readEnvironment({}).SHELFTALK_DATA_DIR).toBe('var/database');
  expect(readEnvironment({ CONTENT_DIR: 'fern', SHELFTALK_DATA_DIR: 'x' }).SHELFTALK_DATA_DIR).toBe('x');
});
