import type { SortedIndex } from '../data-structures/sorted-index.ts';
import type { PriceBuckets } from './price-buckets.ts';
import type { GroupIndex } from '../data-structures/group-index.ts';
import { hasAnyInRange, type Bitset } from '../data-structures/bitset.ts';

export const VALUE_KIND = { word: 0, number: 1, no: 2, yes: 3 } as const;
export const SEGMENT_BITS = 10; // products of 1,024 neighbouring ids are read and kept together
export const SEGMENT_SIZE = 2 ** SEGMENT_BITS;

/** Facts of one key and one kind: who states them, in order, and what. */
export interface AttributeEntries {
  /** Places of products or variants in the segment, a place as often as it states something. */
  readonly owner: Uint16Array | Uint32Array;
  /** Every place of the segment up to here states exactly one: the n-th entry is of place n. */
  readonly isOneEach: boolean;
  /** By entry, which of `words` it is; empty for other kinds. */
  readonly wordAt: Uint16Array | Uint32Array;
  /** The numbers of the words that the entries hold, each once. */
  readonly words: Int32Array;
  /** By entry, the number; empty for other kinds. */
  readonly numbers: Float64Array;
  /** Entries from the lowest number to the highest. */
  readonly byNumber: SortedIndex;
  readonly least: number;
  readonly most: number;
}

export interface AttributeColumn {
  /** What holds for all variants of a product. */
  readonly ofProducts: AttributeEntries;
  readonly ofVariants: AttributeEntries;
  /** No other fact of this key is in the segment, and either products or variants state it. */
  readonly isAlone: boolean;
}

/**
 * What limits and facets ask of some published products, as columns: about 150 bytes a product. Products stand by their
 * set of categories, then by id; variants of product `p` stand from `variantsFrom[p]` to where those of `p + 1` begin.
 */
export interface Segment {
  readonly size: number;
  readonly variants: number;
  /** Where its part of a set of the whole shelf begins, and how many numbers are its own: told when it is put there. */
  start: number;
  room: number;
  /** The id of a product is this and its offset. */
  readonly firstId: number;
  readonly offset: Uint16Array;
  /** The place of a product by its offset; -1 where there is none. */
  readonly rowAt: Int16Array;
  /** Brand's number, -1 for none. */
  readonly brand: Int32Array;
  readonly byBrand: GroupIndex;
  /** As Postgres's `real` holds it; NaN for none. */
  readonly rating: Float32Array;
  readonly ratings: Int32Array;
  readonly popularity: Float32Array;
  /** Seconds since 1970. */
  readonly created: Float64Array;
  /** Which of the shelf's sets of categories a product is in. */
  readonly categorySet: Uint32Array;
  readonly byCategorySet: GroupIndex;
  readonly variantsFrom: Int32Array;
  /** The place of a variant's product. */
  readonly productOf: Uint16Array;
  readonly variantId: Float64Array;
  readonly price: Float64Array;
  readonly prices: PriceBuckets;
  readonly lowestPrice: number;
  readonly highestPrice: number;
  readonly currency: Uint8Array;
  readonly onSale: Uint8Array;
  /**
   * What can be bought: the segment's part of the shelf's own set. Changes while the segment is in use, for stock is
   * followed by the second, and belongs to what stands there next once the segment is replaced.
   */
  forSale: Bitset;
  /** By the key's number times four and one of FACT, in that order. */
  readonly attributes: ReadonlyMap<number, AttributeColumn>;
}

/** Adds the variants of a segment that keep a limit to an empty set of that segment. */
export type AddMatching = (bits: Bitset, segment: Segment) => void;

export const segmentNumber = (product: number): number => Math.floor(product / SEGMENT_SIZE);

export const idOf = ({ firstId, offset }: Segment, place: number): number => firstId + (offset[place] ?? 0);

/** Where a product stands in its segment; -1 where it does not. */
export const rowOf = ({ firstId, rowAt: placeAt }: Segment, product: number): number =>
  placeAt[product - firstId] ?? -1;

/** Whether any variant of a product is in a set of the segment. */
export const hasMatch = ({ variantsFrom }: Segment, product: number, bits: Bitset): boolean =>
  hasAnyInRange(bits, variantsFrom[product] ?? 0, variantsFrom[product + 1] ?? 0);
