import type { Product, Variant } from '#src/catalog/product.ts';
import type { ActiveFilter } from '#src/query/filter-text.ts';
import type { Filter, SearchQuery } from '#src/query/search-query.ts';

/** Why a product matched: the field and the passage of it that holds the words; null for a plain listing. */
export interface MatchReason {
  readonly field: 'title' | 'class' | 'brand' | 'attributes' | 'description' | 'editorial';
  readonly passage: string;
}

export interface SearchHit {
  readonly product: Product;
  /** A variant that satisfies every limit, in stock unless the need says otherwise. */
  readonly variant: Variant;
  readonly score: number;
  readonly reason: MatchReason | null;
}

/** One limit that a near product breaks, with what it has instead, in words ready to show: `$14 over`, `8 mm`. */
export interface Violation {
  readonly filter: Filter;
  readonly actual: string;
  readonly by: string | null;
}

export interface NearMiss extends SearchHit {
  readonly violations: readonly Violation[];
}

export interface FacetValue {
  readonly value: string;
  readonly label: string;
  readonly count: number;
  readonly selected: boolean;
  /** Query string (without `?`) of the same page with this value switched. */
  readonly href: string;
}

export interface Facet {
  readonly key: string;
  readonly label: string;
  readonly kind: 'values' | 'range' | 'flag';
  readonly unit: string | null;
  readonly values: readonly FacetValue[];
  /** For ranges: the least and most among the results without this limit (price in minor units), and the limit set now. */
  readonly range: {
    readonly least: number;
    readonly most: number;
    readonly min: number | null;
    readonly max: number | null;
  } | null;
}

/** A part of a question that no product of the whole shop can answer, whatever else is asked. */
export type Unmatched =
  | { readonly kind: 'contradiction'; readonly limit: Filter }
  | { readonly kind: 'limit'; readonly limit: Filter }
  /** Words that stand where a maker or a kind would. */
  | { readonly kind: 'name'; readonly name: string };

export interface SearchResult {
  readonly query: SearchQuery;
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  readonly hits: readonly SearchHit[];
  /** Filled only where no hit satisfies every limit: the closest products, least broken first. */
  readonly nearMisses: readonly NearMiss[];
  /** Where few products of the kind that was named fit: matches of other kinds that keep every other limit. */
  readonly otherCategories: readonly NearMiss[];
  readonly facets: readonly Facet[];
  readonly activeFilters: readonly ActiveFilter[];
  /**
   * What of the question no product here can answer, whatever else is asked: names always, limits where
   * nothing is left.
   */
  readonly unmatched: readonly Unmatched[];
  /** The words as they were understood, where spelling was mended. */
  readonly correctedText: string | null;
}

export interface Suggestion {
  readonly kind: 'product' | 'category' | 'value' | 'question';
  readonly label: string;
  readonly href: string;
}
