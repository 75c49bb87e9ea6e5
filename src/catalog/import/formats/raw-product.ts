/* What a format's reader hands on: strings as found, in one shape for all formats. check-product.ts judges them. */

export interface RawFact {
  readonly label: string;
  /** The merchant's own key where the format has one; else it is made from the label. */
  readonly key?: string | undefined;
  readonly value: string | number | boolean | readonly string[];
  readonly unit?: string | null | undefined;
}

/** `counted` with no quantity means: available, or not, as `available` says. */
export interface RawStock {
  /** Null: the merchant does not count it. */
  readonly left: string | number | null;
  readonly available: 'yes' | 'no' | 'later';
  readonly unknownWord?: string | undefined;
}

export interface RawMeasure {
  readonly amount: string;
  readonly unit: string;
  readonly baseAmount: string;
  readonly baseUnit: string;
}

export interface RawVariant {
  readonly file: string;
  readonly line: number;
  readonly sku: string;
  /** Name and value, in the order of the feed. */
  readonly options: readonly (readonly [string, string])[];
  readonly facts: readonly RawFact[];
  readonly gtin: string;
  readonly mpn: string;
  readonly price: string;
  readonly priceField: string;
  readonly compareAt: string;
  /** The day or the moment until which the price holds, as the feed writes it. */
  readonly priceUntil?: string;
  readonly currency: string;
  readonly grams: number | null;
  readonly measure: RawMeasure | null;
  readonly imageUrl: string;
  readonly stock: RawStock;
}

export interface RawProduct {
  readonly file: string;
  readonly line: number;
  readonly key: string;
  /** What the address is made from when the product is new. */
  readonly slugFrom: string;
  readonly title: string;
  readonly titleField: string;
  readonly html: string;
  readonly brand: string;
  readonly productType: string;
  readonly categoryPath: readonly string[];
  readonly tags: readonly string[];
  readonly condition: string;
  readonly status: 'active' | 'draft' | 'archived';
  readonly facts: readonly RawFact[];
  readonly images: readonly { readonly url: string; readonly alt: string; readonly line: number }[];
  readonly variants: readonly RawVariant[];
}

/** One row, item or node of a file, before rows of a product are brought together. */
export interface FeedRow<Data = unknown> {
  readonly file: string;
  readonly line: number;
  /** Which product it belongs to; never empty. */
  readonly key: string;
  /** Its own id, where other rows may point to it. */
  readonly id?: string | undefined;
  /** Ids of rows that belong to the same product. */
  readonly owns?: readonly string[] | undefined;
  readonly data: Data;
}
