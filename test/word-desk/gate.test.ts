import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { productBySlug } from '#src/catalog/product-store.ts';
import type { Product } from '#src/catalog/product.ts';
import { bring, feed } from '#test/catalog/feed.ts';
import { freshPglite, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import type { Facts } from '#src/word-desk/gate/facts.ts';
import { judgeWords } from '#src/word-desk/gate/judge-words.ts';

const HEAD =
  'Handle,Title,Type,Variant SKU,Variant Price,Variant Inventory Tracker,Variant Inventory Qty,Variant Grams,Metafield: custom.volume [number],Metafield: custom.height [number]';

/** A kettle of 900 ml and 240 g at 45.00, of which 7 are there, and a cup that is sold out. */
function withFacts(product: Product, title: string, left: number): Product {
  const [variant] = product.variants;
  return {
    ...product,
    title,
    attributes: [
      { key: 'volume', label: 'Volume', kind: 'number', value: 900, unit: 'ml' },
      { key: 'weight', label: 'Weight', kind: 'number', value: 240, unit: 'g' },
      { key: 'wall_thickness', label: 'Wall thickness', kind: 'number', value: 2.5, unit: 'mm' },
      { key: 'lead', label: 'Lead', kind: 'number', value: 0, unit: 'mg' },
      { key: 'nickel', label: 'Nickel', kind: 'number', value: 8, unit: 'g' },
      { key: 'dishwasher', label: 'Dishwasherproof', kind: 'flag', value: false },
      { key: 'materials', label: 'Material', kind: 'words', values: ['steel', 'walnut'] },
    ],
    variants: [
      {
        ...variant,
        availability: { state: left ? 'in-stock' : 'sold-out', left },
      },
    ],
  };
}

const CONTRADICTIONS: readonly (readonly [string, string])[] = [
  ['price', 'It costs $39.90 until the end of the month.'],
  ['price', 'At 44 USD it is a fair buy.'],
  ['price', 'You get it for 30 dollars.'],
  ['price', 'Delivery costs 5.90 USD in the country.'],
  ['stock', 'Only 3 left, so be quick.'],
  ['stock', 'The kettle is sold out at present.'],
  ['stock', 'There are 12 kettles in stock.'],
  ['measure', 'It holds a volume of 1200 ml.'],
  ['measure', 'Volume: 1.2 l, enough for four cups.'],
  ['measure', 'It weighs 310 g.'],
  ['measure', 'The kettle weighs only 0.4 kg.'],
  ['measure', 'A wall thickness of 4 mm keeps the heat.'],
  ['measure', 'It has 3.5 mm walls.'],
  ['contents', 'It is nickel-free.'],
  ['contents', 'The body is free of nickel.'],
  ['contents', 'Made without nickel, for skin that reacts.'],
  ['contents', 'It contains lead.'],
  ['contents', 'It is dishwasherproof.'],
  ['contents', 'The handle contains no walnut.'],
  ['return', 'You have 60 days to return it.'],
  ['return', 'Returns are accepted within two weeks.'],
  ['return', 'Send it back within 90 days.'],
  ['return', 'A 14-day return window applies.'],
  ['return', 'Returns are free for everyone.'],
  ['promise', 'Its tea cures colds.'],
  ['promise', 'Steam heals a sore throat.'],
  ['promise', 'It is clinically proven to calm you.'],
  ['promise', 'We guarantee that it lasts for life.'],
  ['promise', 'You will find the lowest price here.'],
  ['promise', 'We price-match every other shop.'],
  ['review', 'A customer wrote: “The best kettle that I have ever owned.”'],
  ['review', '“It whistles like a train at dawn” — Marta'],
];

const GOOD: readonly string[] = [
  'It costs 45.00 USD.',
  'At $45 it is no bargain, and it lasts.',
  'Delivery costs 4.90 USD in the country.',
  'There are 7 kettles in stock.',
  'It weighs 240 g.',
  'It weighs about 250 g.',
  'It holds a volume of 0.9 l.',
  'Two kettles weigh 480 g.',
  'Full, it weighs more than a kilogram: 1140 g.',
  'The walls are thin, and a thickness of 2.5 mm is enough.',
  'It weighs 60 g less than the one before.',
  'Water boils at 100 °C.',
  'It is not dishwasherproof.',
  'Is it nickel-free?',
  'It is lead-free.',
  'People who want a nickel-free kettle should look for glass.',
  'The handle is walnut, and the body is steel.',
  'You have 30 days to return it.',
  'Send it back within 30 days.',
  'Refunds take five days.',
  'Tea does not cure a cold.',
  'No kettle heals anything.',
  'We cannot guarantee that the whistle is heard upstairs.',
  'If it is sold out, write to us.',
  'A customer wrote: “It pours without a drip.”',
  'He called the whistle “a small and polite owl in the kitchen”.',
  'Descale it every 30 days with 20 ml of vinegar.',
  'Heat 500 ml first and pour it away.',
];

describe('the gate', () => {
  let at: FreshDatabase;
  let facts: Facts;
  beforeAll(async () => {
    at = await freshPglite();
    await bring(at.db, feed([HEAD, 'kettle,Kettle,Kettle,K,45,shopify,7,240,,'].join('\n')));
    const kettle = await productBySlug(at.db, 'kettle');
    if (!kettle) throw new Error('no kettle');
    facts = {
      own: withFacts(kettle, 'Kettle', 7),
      named: [],
      currency: 'USD',
      returnDays: 30,
      returnsAreFree: false,
      amounts: new Set(['4.90 USD']),
      reviews: ['It pours without a drip. I like it.'],
    };
  });
  afterAll(() => at.close());

  const page = (...sentences: readonly string[]) =>
    `---\nanswer: A kettle.\n---\n${sentences.join('\n\n')}\n`;
  const judge = (after: string, before: string | null = null) =>
    judgeWords('products/kettle.md', after, facts, before);

  it.each(CONTRADICTIONS)('refuses a %s that a row denies or nobody can give: %s', (kind, sentence) => {
    expect(judge(page(sentence))).toMatchObject([{ kind, sentence, row: expect.stringMatching(/\w/) }]);
  });

  it.each(GOOD)('lets pass: %s', (sentence) => {
    expect(judge(page(sentence))).toEqual([]);
  });

  it('says nothing of a sentence that stood there before', () => {
    const before = page('It weighs 310 g.');
    expect(judge(page('It weighs 310 g.', 'It is red.'), before)).toEqual([]);
    expect(judge(page('It weighs 310 g.', 'It weighs 320 g.'), before)).toHaveLength(1);
  });

  it('reads the fields of a file as well as its text', () => {
    expect(
      judge('---\nanswer: A kettle that weighs 310 g.\npros:\n  - Only 2 left in stock.\n---\n'),
    ).toMatchObject([{ kind: 'measure' }, { kind: 'stock' }]);
  });

  it('holds a sentence that names another product against that one too', () => {
    const cup: Product = {
      ...(facts.own as Product),
      slug: 'cup',
      title: 'Teacup',
      attributes: [{ key: 'weight', label: 'Weight', kind: 'number', value: 310, unit: 'g' }],
    };
    const both = { ...facts, named: [cup] };
    expect(judgeWords('products/kettle.md', page('The Teacup weighs 310 g.'), both)).toEqual([]);
    expect(judgeWords('products/kettle.md', page('The Teacup weighs 330 g.'), both)).toHaveLength(1);
  });
});
