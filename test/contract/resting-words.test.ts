import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { CONTENT_SOURCE, retireDemonstration } from '#src/catalog/import/content-feed.ts';
import { soldNames } from '#src/catalog/sold-names.ts';
import { openContent, type ContentStore } from '#src/editorial/content.ts';
import { lintContent } from '#src/editorial/lint-content.ts';
import { passagesOf } from '#src/editorial/passages.ts';
import { keepStocked } from '#src/editorial/resting/keep-stocked.ts';
import { leftFiles, restingReport } from '#src/editorial/resting/resting-report.ts';
import { returnsPolicy } from '#src/fulfilment/policies.ts';
import { insertProduct } from '#test/doubles/insert-product.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';

const STORE = (demonstration: boolean) => `name: Tealeaf
tagline: Tea and what it is brewed in
description: Tea of one harvest.
demonstration: ${demonstration}
currency: EUR
locale: en-IE
country: IE
contact: { email: help@tealeaf.example.com, hours: weekdays, address: 1 Quay }
legal: { company: Tealeaf, taxIncluded: true }
tone: { greeting: What do you brew?, guidance: [Be plain.] }
home:
  headline: What is in your cup?
  intro: Leaves and pots.
  questions: [Green tea, A pot for two]
  featured: [sencha]
`;

const FILES: Readonly<Record<string, string>> = {
  'guides/brew-green-tea.md': `---
title: How to brew green tea
description: Water of 70 degrees, for two minutes.
kind: guide
author: Aoife
published: 2026-01-01
updated: 2026-02-01
categories: [tea/green]
products: [sencha]
uses: []
---
Heat the water. [Sencha](/p/sencha) wants 70 degrees, a [kettle](/c/kettles) shows them, and [letters](/policies/returns) tell the rest.
`,
  'guides/pots-compared.md': `---
title: Two pots beside each other
description: Clay keeps the heat, glass shows the colour.
kind: comparison
author: Aoife
published: 2026-01-01
updated: 2026-02-01
categories: []
products: [clay-pot, glass-pot]
uses: []
---
Clay or glass.
`,
  'faqs/how-long.md': '---\nquestion: How long do I brew?\ntopic: choosing\norder: 1\n---\n\nTwo minutes.\n',
  'faqs/oolong.md':
    '---\nquestion: What is oolong?\ntopic: choosing\norder: 2\ncategories: [tea/oolong]\n---\n\nHalf oxidised. See [how](/guides/pots-compared).\n',
  'categories/tea/green.md': '---\ntitle: Green tea\ndescription: Of this spring.\norder: 1\n---\n',
  'kits/first-cup.yaml': `title: A first cup
description: What a first cup needs.
asked: [first cup]
uses: [first cup]
roles:
  - { role: tea, label: Tea, why: To drink., categories: [tea] }
  - { role: pot, label: Pot, why: To brew., categories: [pots] }
`,
  'bundles/two-pots.yaml':
    'title: Two pots\nwhy: One each.\nitems: [{ product: clay-pot }, { product: glass-pot }]\nprice: { percent: 10 }\n',
  'offers/green.yaml':
    'title: 5% off green tea\ndescription: For everybody.\nproducts: { categories: [tea/green] }\nreward: { percent: 5 }\n',
  'offers/letters.yaml':
    'title: Free delivery\ndescription: For everybody.\nreward: { freeDelivery: true }\n',
  'glossary.yaml':
    'checked: 2026-01-01\nterms: [{ term: flush, definition: A flush is one harvest of leaves. }]\n',
  'voice/sentences.yaml': 'talk:\n  thanks: [Any time. Brew well.]\n',
  'policies/returns.md': `---
kind: returns
title: Sending tea back
summary: Unopened tins may come back for 30 days.
updated: 2026-01-01
windowDays: 30
countries: [IE]
fee: 4.00 EUR
method: mail
exceptions: [Opened tins.]
---
Tins that were opened stay with you.
`,
  'policies/terms.md':
    '---\nkind: terms\ntitle: Terms\nsummary: Tealeaf sells tea.\nupdated: 2026-01-01\n---\nTea.\n',
};

onBothEngines('words beside a catalogue', (open) => {
  let at: FreshDatabase;
  let folder: string;
  let content: ContentStore;

  beforeEach(async () => {
    at = await open();
    folder = mkdtempSync(join(tmpdir(), 'resting-'));
    write('store.yaml', STORE(true));
    for (const [file, text] of Object.entries(FILES)) write(file, text);
    content = openContent(folder);
  });
  afterEach(async () => {
    content.close();
    await at.close();
    rmSync(folder, { recursive: true });
  });

  function write(file: string, text: string): void {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  async function sell(slug: string, categoryPath: readonly string[], source = 'shopify'): Promise<void> {
    await insertProduct(at.db, {
      slug,
      categoryPath,
      variants: [{ sku: slug, price: 900, stock: 3 }],
    });
    await sql`update product set source = ${source} where slug = ${slug}`.execute(at.db);
    await keepStocked(at.db, content);
  }
  const slugs = (entries: readonly { readonly slug: string }[]) => entries.map(({ slug }) => slug).toSorted();

  it('all stand while nothing is for sale: words are written before a catalogue is imported', async () => {
    await keepStocked(at.db, content);
    expect(content.current().resting).toEqual([]);
    expect(content.current().guides).toHaveLength(2);
  });

  it('rest where nothing is for sale that they are about, and stand again once it is', async () => {
    await sell('sencha', ['Tea', 'Green']);
    const words = content.current();
    expect(slugs(words.guides)).toEqual(['brew-green-tea']);
    expect(slugs(words.faqs)).toEqual(['how-long']);
    expect(words.kits).toEqual([]);
    expect(words.bundles).toEqual([]);
    expect(slugs(words.offers)).toEqual(['green', 'letters']);
    expect(words.store.name).toBe('Tealeaf');
    expect(words.glossary).not.toBeNull();
    expect(restingReport(words)).toContain('  bundles/two-pots.yaml: no clay-pot, glass-pot');

    await sell('clay-pot', ['Pots']);
    await sell('glass-pot', ['Pots']);
    await sell('milky-oolong', ['Tea', 'Oolong']);
    expect(content.current().resting).toEqual([]);
    expect(content.current().kits).toHaveLength(1);
  });

  it('lose the links to what is not there, and keep the words and the other links', async () => {
    await sell('sencha', ['Tea', 'Green']);
    const { body, html } = content.current().guide('brew-green-tea') ?? { body: '', html: '' };
    expect(body).toContain('[Sencha](/p/sencha) wants 70 degrees, a kettle shows them');
    expect(html).toContain('<a href="/policies/returns">letters</a>');
    await sell('milky-oolong', ['Tea', 'Oolong']);
    expect(content.current().faqs.find(({ slug }) => slug === 'oolong')?.body).toContain('See how.');
  });

  it('of a demonstration rest whole once another catalogue took the place of its own', async () => {
    write('catalog/leaves.csv', 'Handle\n');
    await sell('sencha', ['Tea', 'Green'], CONTENT_SOURCE);
    expect(content.current().isMadeUp).toBe(true);
    expect(content.current().store.name).toBe('Tealeaf');
    await sell('oak-sofa', ['Sofas']);
    await retireDemonstration(at.db);
    await keepStocked(at.db, content);

    const words = content.current();
    expect(words.isMadeUp).toBe(false);
    const told = JSON.stringify([
      words.store,
      words.policies,
      words.guides,
      words.faqs,
      words.offers,
      words.voice,
    ]);
    expect(told).not.toMatch(/tea|brew|\btins?\b/i);
    expect(words).toMatchObject({ glossary: null, program: null, kits: [], bundles: [], categories: [] });
    expect(passagesOf(words).map(({ kind }) => kind)).not.toContain('faq');
    expect(words.store).toMatchObject({ currency: 'EUR', locale: 'en-IE', demonstration: true });
    expect(returnsPolicy(words)).toMatchObject({ windowDays: 30, fee: '4.00 EUR', exceptions: [] });
    expect(words.policies.map((policy) => policy.words.summary)).toEqual([
      'You have 30 days from delivery to start a return. Sending it back costs 4.00 EUR.',
    ]);
    expect(restingReport(words)[0]).toMatch(/^12 files of words rest/);
    const left = lintContent(folder, await soldNames(at.db), leftFiles(words.resting));
    expect(left.findings).toEqual([]);
  });

  it('of a merchant never rest whole, whatever lies in catalog/', async () => {
    write('store.yaml', STORE(false));
    write('catalog/old.csv', 'Handle\n');
    await sell('oak-sofa', ['Sofas']);
    await expect.poll(() => content.current().store.demonstration).toBe(false);
    const words = content.current();
    expect(words.store.name).toBe('Tealeaf');
    expect(slugs(words.faqs)).toEqual(['how-long']);
    expect(slugs(words.policies)).toEqual(['returns', 'terms']);
    expect(words.voice).toHaveLength(1);
  });

  it('of a demonstration without a catalogue of its own never rest whole', async () => {
    await sell('oak-sofa', ['Sofas']);
    expect(content.current().store.name).toBe('Tealeaf');
    expect(content.current().voice).toHaveLength(1);
  });

  it('keep their version while nothing rests otherwise, and get another when something does', async () => {
    await sell('sencha', ['Tea', 'Green']);
    const before = content.current();
    await sell('gunpowder', ['Tea', 'Green']);
    expect(content.current()).toBe(before);
    await sell('clay-pot', ['Pots']);
    expect(content.current().version).not.toBe(before.version);
    expect(content.written().version).toBe(openedVersion());
  });

  function openedVersion(): string {
    const other = openContent(folder);
    other.close();
    return other.current().version;
  }

  it('that name what is not for sale are told by file, line and field', async () => {
    await sell('sencha', ['Tea', 'Green']);
    write('store.yaml', STORE(true).replace('[sencha]', '[sencha, matcha]'));
    const found = lintContent(folder, await soldNames(at.db)).findings;
    expect(found.map(({ file, field }) => `${file} ${field ?? ''}`)).toContain('store.yaml home.featured.1');
  });
});
