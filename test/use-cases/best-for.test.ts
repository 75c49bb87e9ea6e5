import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Product } from '#src/catalog/product.ts';
import { bestFor, useTitle } from '#src/use-cases/best-for.ts';
import { openContent } from '#src/editorial/content.ts';

const store = openContent('content');
const content = store.current();
afterAll(() => store.close());

const product = (id: number, slug: string, category: string, attributes: Product['attributes'] = []) =>
  ({
    id,
    slug,
    title: slug,
    categoryPath: [category],
    categorySlugs: [category.toLowerCase()],
    attributes,
  }) as unknown as Product;
const mm = (key: string, value: number) => ({ key, label: key, kind: 'number', value, unit: 'mm' }) as const;
const stated = { key: 'use', label: 'Use', kind: 'words', values: ['marathon', 'rain'] } as const;

const use = { slug: 'first-marathon', name: 'first marathon', products: 3 };
const products = [
  product(1, 'quarter-25-gel', 'Nutrition'),
  product(2, 'longway-5', 'Shoes', [mm('drop', 8), mm('stack', 38)]),
  product(3, 'unwritten-shoe', 'Shoes', [mm('drop', 4), stated]),
];
const page = bestFor(content, use, products);
const entries = page.groups.flatMap((group) => group.entries);

/** The strings that a field of a content file holds, read from the disk and not through the shop. */
function fieldOf(source: string): readonly string[] {
  const [file = '', field = ''] = source.split('#');
  const [, front = ''] = readFileSync(file, 'utf8').split(/^---$/m);
  const value: unknown = (parse(front) as Record<string, unknown>)[field];
  return JSON.parse(JSON.stringify([value]))
    .flat(Infinity)
    .flatMap((one: unknown) =>
      typeof one === 'string' ? [one] : Object.values(one as Record<string, string>),
    );
}

describe('a page for a use', () => {
  it('says of a product only what the named field of the named file says, word for word', () => {
    const told = entries.flatMap(({ why, notFor }) => [why, ...(notFor ? [notFor] : [])]);
    const fromFiles = told.filter(({ source }) => source !== 'rows');
    expect(fromFiles).toHaveLength(4);
    for (const { text, source } of fromFiles) expect(fieldOf(source)).toContain(text);
  });

  it('tells the reason for this use and no other', () => {
    const why = entries.find((entry) => entry.product.slug === 'longway-5')?.why.text ?? '';
    const words = content.productWords('longway-5')?.words.useCases ?? [];
    expect(words.find((one) => one.why === why)?.use).toBe('first marathon');
  });

  it('says of a product without words no more than its row states', () => {
    const bare = entries.find((entry) => entry.product.slug === 'unwritten-shoe');
    expect(bare?.why).toEqual({ text: 'Stated for marathon, rain.', source: 'rows' });
    expect(bare?.notFor).toBeNull();
  });

  it('counts what it lists, by category in the shop’s order', () => {
    expect(page.counted.text).toBe('3 products here state this use: 2 in shoes, 1 in nutrition.');
    expect(page.groups.map((group) => group.slug)).toEqual(['shoes', 'nutrition']);
  });

  it('sets side by side the figures that most of a group state', () => {
    const shoes = page.groups[0]?.entries ?? [];
    expect(shoes.map((entry) => entry.figures)).toEqual([
      [{ label: 'drop', text: '8 mm' }],
      [{ label: 'drop', text: '4 mm' }],
    ]);
  });

  it('is headed by the use itself', () => expect(useTitle(use)).toBe('First marathon'));
});
