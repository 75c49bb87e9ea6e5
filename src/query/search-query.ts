/*
 * What a shopper asks, as filters that rows can be checked against plus the words that are left to rank by.
 * The same value drives the filters, the chips, the facets and the address of a result page.
 */

/** Keys with a meaning of their own; every other key is an attribute's or (in lower case) an option's. */
type FilterKey = 'price' | 'category' | 'brand' | (string & {});

export type Filter =
  | {
      readonly kind: 'any-of';
      readonly key: FilterKey;
      readonly label: string;
      readonly values: readonly string[];
      /** true: none of the values may be there. */
      readonly negated: boolean;
    }
  | {
      readonly kind: 'range';
      readonly key: FilterKey;
      readonly label: string;
      readonly min: number | null;
      readonly max: number | null;
      /** Whether the bound itself is allowed: "under 6 mm" has maxInclusive false. */
      readonly minInclusive: boolean;
      readonly maxInclusive: boolean;
      /** The attribute's unit; for `price` the currency, with bounds in minor units. */
      readonly unit: string | null;
    }
  | { readonly kind: 'flag'; readonly key: FilterKey; readonly label: string; readonly value: boolean };

export type Sort = 'best' | 'price-low' | 'price-high' | 'rating' | 'newest';

export interface SearchQuery {
  /** The words to rank by, filters taken out. May be empty. */
  readonly text: string;
  /** Every filter must hold on one and the same variant. */
  readonly filters: readonly Filter[];
  /**
   * What was named but not demanded: what satisfies it comes first, nothing is left out for it. Its words stay in the
   * text. No address tells it.
   */
  readonly preferences: readonly Filter[];
  readonly sort: Sort;
  /** Sold-out variants count too. */
  readonly includeSoldOut: boolean;
  readonly quantity: number | null;
  /** Who it is for, in the shopper's word: `dad`, `daughter`; for phrasing, not for filtering. */
  readonly recipient: string | null;
  /** A present is asked for: what names no kind of thing. */
  readonly isGift?: true;
  /** Words, as they were written, that stand where the name of a maker or a kind would and are none that is known. */
  readonly names?: readonly string[];
  /** What is asked for, as it was written, where the question says so plainly: `treadmills`, `phone case`. */
  readonly thing?: string;
  /** Words that say what it has or is like, and limit nothing, as they were written: `hole`, `electric`. */
  readonly having?: readonly string[];
  /** Nouns of what the wanted thing is for, as they were written: the `staff` of "something to carry my staff". */
  readonly serves?: readonly string[];
  /** A code of a product, whole or in part, as it was written; `isAll`: nothing else answers the question. */
  readonly code?: { readonly written: string; readonly isAll: boolean };
}

export const emptyQuery: SearchQuery = {
  text: '',
  filters: [],
  preferences: [],
  sort: 'best',
  includeSoldOut: false,
  quantity: null,
  recipient: null,
};
