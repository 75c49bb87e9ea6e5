import { keyFigures } from '#src/catalog/key-figures.ts';
import { attributeText, type Product } from '#src/catalog/product.ts';
import { slugOf } from '#src/catalog/slug.ts';
import type { Content } from '#src/editorial/content.ts';
import type { Use } from './use-cases.ts';

/** A sentence with where it comes from: a field of a content file, or the rows of products. */
interface Sourced {
  readonly text: string;
  /** `content/products/longway-5.md#useCases`, or `rows`. */
  readonly source: string;
}

export interface BestEntry {
  readonly product: Product;
  readonly name: string;
  /** Why it is here: its own words about the use, else that its row states the use. */
  readonly why: Sourced;
  readonly notFor: Sourced | null;
  readonly figures: readonly { readonly label: string; readonly text: string }[];
}

export interface BestGroup {
  readonly name: string;
  readonly slug: string;
  readonly entries: readonly BestEntry[];
}

/** What a page for a use says: every sentence from a content file word for word, or counted over the rows. */
export function bestFor(content: Content, use: Use, products: readonly Product[]) {
  const groups = new Map<string, { name: string; products: Product[] }>();
  for (const product of products) {
    const slug = product.categorySlugs[0] ?? '';
    const group = groups.get(slug) ?? { name: product.categoryPath[0] ?? 'Other', products: [] };
    group.products.push(product);
    groups.set(slug, group);
  }
  const order = (slug: string) => content.category(slug)?.words.order ?? Number.MAX_SAFE_INTEGER;
  const sorted = [...groups].toSorted(([a], [b]) => order(a) - order(b) || a.localeCompare(b));
  return {
    counted: {
      text: `${products.length} products here state this use: ${sorted
        .map(([, group]) => `${group.products.length} in ${group.name.toLowerCase()}`)
        .join(', ')}.`,
      source: 'rows',
    } satisfies Sourced,
    groups: sorted.map(([slug, group]): BestGroup => {
      const keys = commonKeys(group.products, content.store.locale);
      return {
        slug,
        name: group.name,
        entries: group.products.map((product) => entryFor(content, use, product, keys)),
      };
    }),
  };
}

const FIGURES = 4;

/** The measured facts that most of the group state, in the merchant's order: those that compare. */
function commonKeys(products: readonly Product[], locale: string): readonly string[] {
  const counts = new Map<string, number>();
  for (const product of products)
    for (const { key } of keyFigures(product, null, 20, locale)) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count * 3 >= products.length * 2)
    .map(([key]) => key)
    .slice(0, FIGURES);
}

function entryFor(content: Content, use: Use, product: Product, keys: readonly string[]): BestEntry {
  const entry = content.productWords(product.slug);
  const told = entry?.words.useCases.find((one) => slugOf(one.use) === use.slug);
  const [notFor] = entry?.words.notFor ?? [];
  const from = (field: string) => `content/${entry?.file}#${field}`;
  const stated = product.attributes.find((one) => one.key === 'use');
  const figures = keyFigures(product, null, 20, content.store.locale);
  const common = figures.filter(({ key }) => keys.includes(key));
  return {
    product,
    name: entry?.words.name ?? product.title,
    why: told
      ? { text: told.why, source: from('useCases') }
      : { text: `Stated for ${stated ? attributeText(stated) : use.name}.`, source: 'rows' },
    notFor: notFor ? { text: notFor, source: from('notFor') } : null,
    figures: (common.length ? common : figures.slice(0, FIGURES)).map(({ label, text }) => ({ label, text })),
  };
}

/** A use as a heading: `First marathon`. */
export const useTitle = (use: Use): string => use.name.charAt(0).toUpperCase() + use.name.slice(1);
