import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse, parseDocument } from 'yaml';
import type { ContentFinding } from '#src/editorial/finding.ts';
import { lintContent } from '#src/editorial/lint-content.ts';

interface Broken {
  readonly name: string;
  readonly yaml: string;
  readonly field: string | null;
  readonly line: number;
  readonly says: string;
  /** What stands in the pasted lines. */
  readonly paste: string;
}

const HEAD = 'title: Ten\ndescription: For you.\n';
const broken: readonly Broken[] = [
  {
    name: 'a percentage with its sign',
    yaml: `${HEAD}reward:\n  percent: 10%\n`,
    field: 'reward.percent',
    line: 4,
    says: '`reward.percent` must be a number.',
    paste: 'reward:\n  percent: 10',
  },
  {
    name: 'more than a hundred percent',
    yaml: `${HEAD}reward:\n  deliveryPercent: 150\n`,
    field: 'reward.deliveryPercent',
    line: 4,
    says: '`reward.deliveryPercent` must be at most 100.',
    paste: 'reward:\n  deliveryPercent: 100',
  },
  {
    name: 'an amount without its currency',
    yaml: `${HEAD}reward:\n  amount: 5\n`,
    field: 'reward.amount',
    line: 4,
    says: '`reward.amount` must be an amount above zero and a currency, such as 4.90 USD.',
    paste: 'reward:\n  amount: 5.00 USD',
  },
  {
    name: 'an amount with a sign',
    yaml: `${HEAD}when:\n  minSpend: $49.5\nreward:\n  freeDelivery: true\n`,
    field: 'when.minSpend',
    line: 4,
    says: '`when.minSpend` must be an amount above zero and a currency, such as 4.90 USD.',
    paste: 'when:\n  minSpend: 49.50 USD',
  },
  {
    name: 'a slip in the name of a field',
    yaml: `${HEAD}reward:\n  precent: 10\n`,
    field: 'reward.precent',
    line: 4,
    says: 'There is no field `precent` here.',
    paste: 'reward:\n  percent: 10',
  },
  {
    name: 'two rewards',
    yaml: `${HEAD}reward:\n  percent: 10\n  freeDelivery: true\n`,
    field: 'reward.freeDelivery',
    line: 5,
    says: '`reward.freeDelivery` stands beside `percent`: one offer gives one thing, make a second file for the other.',
    paste: 'reward:\n  percent: 10',
  },
  {
    name: 'what becomes of a reduction that every piece carries by itself',
    yaml: `${HEAD}reward:\n  percent: 10\nonReturn: recompute\n`,
    field: 'onReturn',
    line: 5,
    says: '`onReturn` has no meaning beside `percent`: every piece carries its own part of that.',
    paste: '# take out the line `onReturn: …`',
  },
  {
    name: 'a date as it is written in letters',
    yaml: `${HEAD}ends: 27.11.2026\nreward:\n  percent: 10\n`,
    field: 'ends',
    line: 3,
    says: '`ends` must be a date such as 2026-11-23.',
    paste: 'ends: 2026-11-27',
  },
  {
    name: 'an end before the beginning',
    yaml: `${HEAD}starts: 2026-11-27\nends: 2026-11-01\nreward:\n  percent: 10\n`,
    field: 'ends',
    line: 4,
    says: '`ends` is before it starts (2026-11-27).',
    paste: 'ends: 2026-11-27',
  },
  {
    name: 'a code in small letters',
    yaml: `${HEAD}when:\n  code: spring 26\nreward:\n  percent: 10\n`,
    field: 'when.code',
    line: 4,
    says: '`when.code` must be 3 to 30 capital letters, digits and hyphens, such as SPRING-26.',
    paste: 'when:\n  code: SPRING-26',
  },
  {
    name: 'no reward at all',
    yaml: `${HEAD}when:\n  members: true\n`,
    field: 'reward',
    line: 1,
    says: '`reward` is missing.',
    paste: 'reward:\n  percent: 10',
  },
  {
    name: 'a price',
    yaml: `${HEAD}price: 12\nreward:\n  percent: 10\n`,
    field: 'price',
    line: 3,
    says: '`price` is a fact and comes from the catalogue only',
    paste: '# take out the line `price: …`',
  },
  {
    name: 'a no where only yes has a meaning',
    yaml: `${HEAD}when:\n  members: no\n  minQuantity: 2\nreward:\n  percent: 10\n`,
    field: 'when.members',
    line: 4,
    says: '`when.members` must be true; leave the line out for no.',
    paste: 'when:\n  minQuantity: 2',
  },
  {
    name: 'a holdout beside a code',
    yaml: `${HEAD}when:\n  code: SPRING\nreward:\n  percent: 10\nholdoutPercent: 10\n`,
    field: 'holdoutPercent',
    line: 7,
    says: '`holdoutPercent` cannot stand with a code: who was given a code must get what it promises.',
    paste: 'holdoutPercent: 0',
  },
  {
    name: 'a condition on the price for members',
    yaml: `${HEAD}when:\n  minSpend: 50.00 USD\nreward:\n  memberPrice:\n    percent: 10\n`,
    field: 'when.minSpend',
    line: 4,
    says: '`when.minSpend` cannot stand with a member price: the price on the page holds for every member.',
    paste: '# take out the line `when: …`',
  },
  {
    name: 'more off than the lowest price of the program allows',
    yaml: `${HEAD}reward:\n  percent: 50\n`,
    field: 'reward.percent',
    line: 4,
    says: '`reward.percent` is 50, and loyalty.yaml lets nothing sell below 60% of its price: at most 40% can be taken off.',
    paste: 'reward:\n  percent: 40',
  },
  {
    name: 'every first piece',
    yaml: `${HEAD}reward:\n  nthItem:\n    every: 1\n    percent: 50\n`,
    field: 'reward.nthItem.every',
    line: 5,
    says: '`reward.nthItem.every` must be at least 2.',
    paste: 'reward:\n  nthItem:\n    every: 2\n    percent: 50',
  },
  {
    name: 'a category with its whole address',
    yaml: `${HEAD}products:\n  categories: [/c/shoes]\nreward:\n  percent: 10\n`,
    field: 'products.categories.0',
    line: 4,
    says: '`products.categories.0` must be a category address such as nutrition/gels.',
    paste: 'products:\n  categories:\n    - shoes',
  },
  {
    name: 'a colon in the title',
    yaml: 'title: Now: ten off\ndescription: For you.\nreward:\n  percent: 10\n',
    field: null,
    line: 1,
    says: 'needs quotes around it',
    paste: 'title: "Now: ten off"',
  },
  {
    name: 'a tier that does not exist',
    yaml: `${HEAD}when:\n  tiers: [steddy]\nreward:\n  percent: 10\n`,
    field: 'when.tiers.0',
    line: 4,
    says: '`when.tiers.0` names `steddy`, which is no tier of loyalty.yaml: there are starter, steady, long-way.',
    paste: 'when:\n  tiers:\n    - steady',
  },
  {
    name: 'a product that does not exist',
    yaml: `${HEAD}products:\n  products: [mudlarc]\nreward:\n  percent: 10\n`,
    field: 'products.products.0',
    line: 4,
    says: '`products.products.0` names `mudlarc`, which is no product of the shop.',
    paste: 'products:\n  products:\n    - mudlark',
  },
  {
    name: 'a category that does not exist, where somebody bought from',
    yaml: `${HEAD}when:\n  lapse:\n    days: 90\n    category: shos\nreward:\n  percent: 10\n`,
    field: 'when.lapse.category',
    line: 6,
    says: '`when.lapse.category` names `shos`, which is no category of the shop.',
    paste: 'when:\n  lapse:\n    days: 90\n    category: shoes',
  },
  {
    name: 'an offer it may not stand with that does not exist',
    yaml: `${HEAD}reward:\n  percent: 10\nstacking:\n  notWith: [brokn]\n`,
    field: 'stacking.notWith.0',
    line: 6,
    says: '`stacking.notWith.0` names `brokn`, which is no other offer.',
    paste: 'stacking:\n  notWith:\n    - broken',
  },
];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'offers-'));
  for (const file of ['store.yaml', 'loyalty.yaml']) cpSync(`content/${file}`, join(folder, file));
  cpSync('content/policies', join(folder, 'policies'), { recursive: true });
  cpSync('content/categories', join(folder, 'categories'), { recursive: true });
  cpSync('test/fixtures/words', folder, { recursive: true });
  mkdirSync(join(folder, 'offers'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const lint = (yaml: string, name = 'broken') => {
  writeFileSync(join(folder, `offers/${name}.yaml`), yaml);
  return lintContent(folder).findings.filter((one) => one.file.startsWith('offers/'));
};

/** The file after its author has pasted what was handed back. */
function pasted(yaml: string, { fix, field }: ContentFinding): string {
  const gone = /^# take out the line `([^:]+):/.exec(fix ?? '')?.[1];
  if (field === null) return yaml.replace(/^.*$/m, fix ?? '');
  const document = parseDocument(yaml);
  if (gone) document.delete(gone);
  else for (const [key, value] of Object.entries(parse(fix ?? '') as object)) document.set(key, value);
  return String(document);
}

describe('a refused offer', () => {
  it.each(broken.map((one) => [one.name, one] as const))(
    'is told by file, field and line, with lines to paste that mend it: %s',
    (_, { yaml, field, line, says, paste }) => {
      const [first, ...more] = lint(yaml).toSorted(
        (a, b) => Number(b.field === field) - Number(a.field === field),
      );
      expect(first).toMatchObject({ file: 'offers/broken.yaml', field, line, fix: paste });
      expect(first?.message).toContain(says);
      expect(more.length).toBeLessThanOrEqual(1);
      expect(first && lint(pasted(yaml, first))).toEqual([]);
    },
  );

  it('is told from one that is right', () => {
    expect(lint(`${HEAD}products:\n  categories: [shoes]\nreward:\n  percent: 10\n`)).toEqual([]);
  });

  it.each([
    ['15% off gels', 'reward:\n  percent: 10\n', '15%'],
    ['$9 off', 'reward:\n  amount: 8.00 USD\n', '$9'],
    ['8 EUR off', 'reward:\n  amount: 8.00 USD\n', '8 EUR'],
    ['Half off the third, 50%', 'reward:\n  nthItem:\n    every: 3\n    percent: 40\n', '50%'],
  ])('is told that its title promises what nothing gives: %s', (title, reward, what) => {
    const [finding] = lint(`title: ${title}\ndescription: For you.\n${reward}`);
    expect(finding).toMatchObject({ field: 'title', line: 1 });
    expect(finding?.message).toBe(`\`title\` names ${what}, and nothing in the file gives it.`);
  });

  it.each([
    ['12.5% off from $80', 'when:\n  minSpend: 80.00 USD\nreward:\n  percent: 12.5\n'],
    ['$1,000 off', 'reward:\n  amount: 1000.00 USD\n'],
    ['8.50 USD off for orders of 3 and more', 'reward:\n  amount: 8.50 USD\n'],
    ['The 3rd at 50%', 'reward:\n  nthItem:\n    every: 3\n    percent: 50\n'],
    ['The third free', 'reward:\n  nthItem:\n    every: 3\n    percent: 100\n'],
  ])('is not told so where its title keeps its word: %s', (title, rules) => {
    expect(lint(`title: ${title}\ndescription: For you.\n${rules}`)).toEqual([]);
  });

  it('names the field in the other currency', () => {
    const [finding] = lint(`${HEAD}when:\n  minSpend: 50.00 EUR\nreward:\n  amount: 5.00 USD\n`);
    expect(finding).toMatchObject({ field: 'when.minSpend', line: 4 });
    expect(finding?.message).toBe(
      '`when.minSpend` is in EUR, reward.amount in USD: one offer has one currency.',
    );
  });

  it('is told that an offer in another currency than the shop’s would never apply', () => {
    const [finding] = lint(`${HEAD}reward:\n  amount: 5.00 EUR\n`);
    expect(finding?.message).toBe(
      '`reward.amount` is in EUR, and the shop sells in USD: the offer would never apply.',
    );
  });

  it('is handed amounts in the shop’s currency', () => {
    const store = join(folder, 'store.yaml');
    writeFileSync(store, readFileSync(store, 'utf8').replace('currency: USD', 'currency: JPY'));
    expect(lint(`${HEAD}reward:\n  amount: 500\n`)[0]?.fix).toBe('reward:\n  amount: 500 JPY');
  });

  it('is told that tiers need a program', () => {
    rmSync(join(folder, 'loyalty.yaml'));
    const [finding] = lint(`${HEAD}when:\n  tiers: [steady]\nreward:\n  percent: 10\n`);
    expect(finding?.message).toMatch(/there is no program/);
  });
});

describe('names in offers', () => {
  const shelf = { products: ['alpine'], categories: ['boots'], brands: ['Fell'], tags: ['new'] };
  const against = (yaml: string) => {
    writeFileSync(join(folder, 'offers/broken.yaml'), yaml);
    return lintContent(folder, shelf).findings.flatMap((one) =>
      one.file.startsWith('offers/') ? one.message : [],
    );
  };

  it('are compared with what the shop sells, where that can be looked up', () => {
    expect(
      against(
        `${HEAD}products:\n  products: [alpine, mudlark]\n  brands: [fell, tarn]\n  tags: [NEW]\nreward:\n  percent: 10\n`,
      ),
    ).toEqual([
      '`products.products.1` names `mudlark`, which is no product of the shop.',
      '`products.brands.1` names `tarn`, which is no brand of the shop.',
    ]);
  });

  it('are looked for in exceptions and in what is given too', () => {
    expect(
      against(
        `${HEAD}products:\n  except:\n    categories: [shoes]\nreward:\n  buyGet:\n    buy: 1\n    get: 1\n    percent: 100\n    products:\n      products: [sock]\n`,
      ),
    ).toEqual([
      '`products.except.categories.0` names `shoes`, which is no category of the shop.',
      '`reward.buyGet.products.products.0` names `sock`, which is no product of the shop.',
    ]);
  });

  it('are not judged where neither the catalogue nor words say what there is', () => {
    rmSync(join(folder, 'products'), { recursive: true });
    rmSync(join(folder, 'categories'), { recursive: true });
    expect(
      lint(`${HEAD}products:\n  products: [anything]\n  categories: [some]\nreward:\n  percent: 10\n`),
    ).toEqual([]);
  });

  it('of bundles and kits are looked for as well', () => {
    mkdirSync(join(folder, 'bundles'));
    writeFileSync(
      join(folder, 'bundles/pair.yaml'),
      'title: A pair\nwhy: They belong together.\nitems:\n  - product: mudlark\n  - product: nothing-known\nprice:\n  percent: 10\n',
    );
    const found = lintContent(folder).findings.filter((one) => one.file === 'bundles/pair.yaml');
    expect(found).toMatchObject([{ field: 'items.1.product', line: 5 }]);
  });
});
