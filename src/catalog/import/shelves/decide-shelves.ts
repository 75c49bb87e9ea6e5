import type { ShelfFacts } from '#src/catalog/import/formats/raw-product.ts';
import { alikeWords } from './alike-words.ts';
import { newNouns } from './noun-shelves.ts';
import { belowRoots, placed } from './place-product.ts';
import { addressOf, saidPaths } from './said-path.ts';
import type { ShelfScheme } from './shelf-scheme.ts';
import { tagKinds } from './tag-kinds.ts';
import { isHeadFirst } from './title-nouns.ts';

const FEWEST = 12; // products below which a share says nothing
const NEARLY_ALL = 0.9;

/**
 * How to shelve a feed, from all its products. What was decided before stands, so that a product keeps its shelf while
 * others come and go; only new nouns are added, until the feed is more than twice as large.
 */
export function decideShelves(products: readonly ShelfFacts[], before: ShelfScheme | null): ShelfScheme {
  const kept = before && products.length <= before.of * 2 ? before : null;
  const base = kept ?? baseOf(products);
  if (base.isTold) return base;
  const left = products.filter((product) => placed(product, base).origin === 'none');
  return { ...base, nouns: new Map([...newNouns(left, products, base), ...base.nouns]) };
}

function baseOf(products: readonly ShelfFacts[]): ShelfScheme {
  const empty: ShelfScheme = {
    of: products.length,
    roots: rootsOf(products),
    tags: new Map(),
    isTold: false,
    headFirst: isHeadFirst(products.map(({ title }) => title)),
    nouns: new Map(),
    words: new Map(),
  };
  const unsaid = products.filter((product) => placed(product, empty).origin === 'none');
  const tagged = { ...empty, tags: tagKinds(unsaid) };
  return { ...tagged, ...alikeWords(products, tagged) };
}

/** First levels that hold nearly all products of the feed, or nearly all that have a category and mostly say more. */
function rootsOf(products: readonly ShelfFacts[]): readonly string[] {
  if (products.length < FEWEST) return [];
  const roots: string[] = [];
  for (;;) {
    const firsts = new Map<string, { all: number; deeper: number }>();
    let told = 0;
    for (const product of products) {
      const [path, other] = saidPaths(product)
        .map((said) => belowRoots(said, roots))
        .filter((said) => said.length > 0);
      if (!path) continue;
      told += 1;
      const first = addressOf(path.slice(0, 1));
      const count = firsts.get(first) ?? { all: 0, deeper: 0 };
      firsts.set(first, count);
      count.all += 1;
      if (path.length > 1 || other) count.deeper += 1;
    }
    const root = [...firsts].find(
      ([, { all, deeper }]) =>
        all >= products.length * NEARLY_ALL || (all >= told * NEARLY_ALL && deeper * 2 >= all),
    );
    if (!root) return roots;
    roots.push(root[0]);
  }
}
