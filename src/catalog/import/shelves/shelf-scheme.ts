import type { Path } from './said-path.ts';

/** How the products of one source are shelved where the feed does not say it: decided once, then kept. */
export interface ShelfScheme {
  /** Of how many products it was decided. */
  readonly of: number;
  /** First levels, as addresses, that nearly all share: they part nothing. */
  readonly roots: readonly string[];
  /** Tags that are kinds: address and name. */
  readonly tags: ReadonlyMap<string, string>;
  /** Whether the feed itself shelves most products: then none but its own shelves are made. */
  readonly isTold: boolean;
  readonly headFirst: boolean;
  /** Nouns of titles, as terms, alone or narrowed by the word beside them (`narrow noun`). */
  readonly nouns: ReadonlyMap<string, NounShelf>;
  /** Words of titles that stand on one shelf of the feed's own alone. */
  readonly words: ReadonlyMap<string, Path>;
}

/** `of`: how many products told it, by which a common noun goes before a rare one. */
export interface NounShelf {
  readonly path: Path;
  readonly of: number;
}

export const narrowedKey = (narrow: string, noun: string): string => `${narrow} ${noun}`;

/** Where a product's shelf came from. */
export type ShelfOrigin = 'merchant' | 'category' | 'type' | 'tag' | 'title' | 'alike' | 'none';
