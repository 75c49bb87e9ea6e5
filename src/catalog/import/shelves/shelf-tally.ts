import { addressOf, type Path } from './said-path.ts';
import type { ShelfOrigin } from './shelf-scheme.ts';

/** A shelf of an import: where its products' shelf came from, how many they are, and a few of their titles. */
export interface TalliedShelf {
  /** As the import found it, before the merchant's rules: what a rule names. */
  readonly found: Path;
  readonly path: Path;
  readonly origin: ShelfOrigin;
  readonly products: number;
  readonly examples: readonly string[];
}

const MOST_EXAMPLES = 3;

/** Counts the products of each shelf by where it came from; products on no shelf are the path without levels. */
export function shelfTally() {
  const shelves = new Map<string, { shelf: TalliedShelf; products: number; examples: string[] }>();
  return {
    add(found: Path, path: Path, origin: ShelfOrigin, title: string): void {
      const key = `${origin} ${addressOf(found)} ${addressOf(path)}`;
      const one = shelves.get(key) ?? {
        shelf: { found, path, origin, products: 0, examples: [] },
        products: 0,
        examples: [],
      };
      shelves.set(key, one);
      one.products += 1;
      if (one.examples.length < MOST_EXAMPLES) one.examples.push(title);
    },
    all: (): readonly TalliedShelf[] =>
      [...shelves.values()]
        .map(({ shelf, products, examples }) => ({ ...shelf, products, examples }))
        .toSorted((a, b) => b.products - a.products),
  };
}
