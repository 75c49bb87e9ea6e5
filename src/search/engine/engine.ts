/*
 * The port of a search engine: documents with nested items, found by filters of which all must hold on one and the
 * same item. It knows nothing of what they stand for. `test/search/engine/contract.ts` says what an engine must do.
 */

/** The fields that every document or item has; any other field is dynamic: a value of any kind, stated by some. */
export interface Schema {
  /** Keywords of a document, none or several. The first one orders documents: those alike stand together. */
  readonly keywords: readonly string[];
  /** A number of a document, or none. */
  readonly numbers: readonly string[];
  /** A number of an item, told in a unit. */
  readonly itemNumbers: readonly string[];
  /** Yes or no, of an item. */
  readonly itemFlags: readonly string[];
}

/** Values of a field as columns, in order of document and item. */
export interface FieldRows {
  readonly documents: readonly number[];
  /** 0 for what holds for all items. */
  readonly items: readonly number[];
  readonly fields: readonly string[];
  /** One of the three is told; keywords in lower case. */
  readonly numbers: readonly (number | null)[];
  readonly keywords: readonly (string | null)[];
  readonly flags: readonly (boolean | null)[];
}

type ByField<Column> = Readonly<Record<string, Column>>;

/** Documents and their items as columns, in order of their ids. A document without items is not found. */
export interface DocumentRows {
  readonly ids: readonly number[];
  readonly keywords: ByField<readonly (readonly string[])[]>;
  readonly numbers: ByField<readonly (number | null)[]>;
  readonly items: {
    /** Ids of their documents; items of one that is not told are left out. */
    readonly documents: readonly number[];
    /** No two items have the same. */
    readonly ids: readonly number[];
    readonly isAvailable: readonly boolean[];
    readonly numbers: ByField<readonly number[]>;
    readonly units: ByField<readonly string[]>;
    readonly flags: ByField<readonly boolean[]>;
  };
  readonly dynamic: FieldRows;
}

/** Documents are replaced by blocks of so many neighbouring ids. */
export const BLOCK_BITS = 10;

export type FieldFilter =
  | {
      readonly kind: 'any-of';
      readonly field: string;
      /** As they are held: keywords of dynamic fields in lower case. */
      readonly values: readonly string[];
      /** true: none of the values may be there. */
      readonly negated: boolean;
    }
  | {
      readonly kind: 'range';
      readonly field: string;
      readonly min: number | null;
      readonly max: number | null;
      /** Whether the bound itself is allowed. */
      readonly minInclusive: boolean;
      readonly maxInclusive: boolean;
      /** Of numbers of items: those told in that unit only; null for any. */
      readonly unit: string | null;
    }
  | { readonly kind: 'flag'; readonly field: string; readonly value: boolean };

export interface FieldQuery {
  /** Every filter must hold on one and the same item. */
  readonly filters: readonly FieldFilter[];
  /** Items that are not available count too. */
  readonly includeUnavailable: boolean;
}

/** A field to sort by, or `id`; documents without the number come last. Of items: the least of those that match. */
export interface SortKey {
  readonly field: string;
  readonly order: 'ascending' | 'descending';
}

export interface Page {
  /** At most two; then by ids, ascending. */
  readonly sort: readonly SortKey[];
  readonly offset: number;
  readonly most: number;
  /** Of those documents alone; default: of all. */
  readonly among?: readonly number[] | null;
}

export interface Listed {
  readonly ids: readonly number[];
  readonly total: number;
}

export interface ValueCount {
  readonly value: string;
  /** Documents with a matching item. */
  readonly count: number;
}

/** What a field comes to over the matching items. */
export interface FieldCount {
  readonly field: string;
  /** The commonest first, then by value. */
  readonly values: readonly ValueCount[];
  readonly flags: { readonly yes: number; readonly no: number };
  readonly least: number | null;
  readonly most: number | null;
}

export interface FieldCounts {
  /** How many match; null where only numbers of items are asked for: finding their bounds tells it not. */
  readonly documents: number | null;
  /** Those asked for; a dynamic field that nothing states is missing. */
  readonly fields: ReadonlyMap<string, FieldCount>;
  /** The most stated first, then those of items, then by name; empty where they are not asked for. */
  readonly usual: readonly FieldCount[];
}

export interface Counted {
  /** The fields to count: keywords and numbers of items of the declared ones, and any dynamic one. */
  readonly fields: readonly string[];
  /** The dynamic fields that the most documents state as well, also one that a declared field is called like: at most so many, each stated by that share of them. */
  readonly usual?: { readonly most: number; readonly share: number } | null;
  readonly among?: readonly number[] | null;
}

export interface Closeness {
  /** A number of items, or a dynamic field. */
  readonly field: string;
  /** How far a value is from where it should be; 0 where it is there. */
  distance(value: number): number;
  readonly most: number;
  readonly among?: readonly number[] | null;
}

/** Documents that match, for who ranks them by something else. */
export interface Matching {
  /** 1 at the id of each, up to `highest` at least. */
  marks(highest: number): Uint8Array;
  /** All of them, ascending; null where they are more than `most`. */
  list(most: number): readonly number[] | null;
  isEmpty(): boolean;
}

export interface Item {
  readonly isAvailable: boolean;
  readonly numbers: ByField<number>;
  readonly units: ByField<string>;
  readonly flags: ByField<boolean>;
}

/** A word that is asked for, with the terms that may stand for it; it counts by the best that a document holds. */
export interface TermGroup {
  /** Terms by number, each with what an impact of 1 in it is worth. */
  readonly alternatives: readonly { readonly term: number; readonly weight: number }[];
  /** How much the word tells: its share of all of them is what a document that holds it covers. */
  readonly idf: number;
}

export interface TextQuery {
  readonly groups: readonly TermGroup[];
  /** Of those documents alone; null for all. */
  readonly matching: Pick<Matching, 'marks'> | null;
  readonly most: number;
  /** The power of the share of what was asked that a document covers. */
  readonly coverage: number;
}

export interface Scored {
  readonly document: number;
  readonly score: number;
}

/** Ranks documents by the terms that they hold, each with an impact above 0 and up to 1. */
export interface TextEngine {
  /**
   * The best by the sum over the words of what the best of their terms is worth, times the share that is covered to a
   * power; best first, equals by ids. A document that holds none is left out.
   */
  rank(query: TextQuery): Promise<readonly Scored[]>;
}

/** Texts in the order in which they should be offered, found by how their words begin. */
export interface PrefixIndex {
  readonly size: number;
  /** Places of the first `most` texts in which every one of `starts` begins a word; those `passedOver` are left out. */
  find(starts: readonly string[], most: number, passedOver?: (place: number) => boolean): readonly number[];
  /** The word that begins so and stands in the most texts, the word itself where a text has it; null where none begins so. */
  completed(start: string): string | null;
}

type Awaitable<Answer> = Answer | Promise<Answer>;

export interface Engine {
  /** Puts the documents of blocks in the place of what stood there; null for none. */
  replace(blocks: ReadonlyMap<number, DocumentRows | null>): Awaitable<void>;
  setAvailable(document: number, item: number, isAvailable: boolean): Awaitable<void>;
  /** null where there is none. */
  item(document: number, item: number): Awaitable<Item | null>;
  /** A number of a document; null where it has none or is unknown. */
  numberOf(document: number, field: string): Awaitable<number | null>;
  /** Whether any item is available; null of a document that is unknown. */
  isAvailable(document: number): Awaitable<boolean | null>;

  /** A page of what matches, and how many match in all. */
  list(query: FieldQuery, page: Page): Awaitable<Listed>;
  matching(query: FieldQuery): Awaitable<Matching>;
  /** What matches all filters but those of one field at most, by one item; negated filters always hold. */
  near(query: FieldQuery): Awaitable<Matching>;
  /** Of those documents, the ones that match, in the order they came. */
  among(query: FieldQuery, documents: readonly number[]): Awaitable<readonly number[]>;
  /** Tells the items of a document that match. */
  itemsOf(query: FieldQuery): Awaitable<(document: number) => ReadonlySet<number>>;
  count(query: FieldQuery, counted: Counted): Awaitable<FieldCounts>;
  /** What matches and comes nearest in a number, nearest first, then by ids; what has none is left out. */
  closest(query: FieldQuery, closeness: Closeness): Awaitable<readonly number[]>;
}

/** An engine in this process, which answers at once. */
export type LocalEngine = {
  readonly [Verb in keyof Engine]: (...asked: Parameters<Engine[Verb]>) => Awaited<ReturnType<Engine[Verb]>>;
};
