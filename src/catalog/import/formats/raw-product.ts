/* What a format's reader hands on: strings as found, in one shape for all formats. judge/ judges them. */

export interface RawFact {
  readonly label: string;
  /** The merchant's own key where the format has one; else it is made from the label. */
  readonly key?: string | undefined;
  readonly value: string | number | boolean | readonly string[];
  readonly unit?: string | null | undefined;
}

/** With no quantity, `available` says it alone; `silent`: the file says nothing of this variant's stock. */
export interface RawStock {
  /** Null: the merchant does not count it. */
  readonly left: string | number | null;
  readonly available: 'yes' | 'no' | 'later';
  readonly unknownWord?: string | undefined;
  /** Whether it is to come out only later, as `preorder` says. */
  readonly ahead?: boolean | undefined;
  /** When it comes in, as the feed writes it. */
  readonly availableFrom?: string | undefined;
  readonly silent?: boolean | undefined;
  /** When it was counted, as the file writes it. */
  readonly countedAt?: string | undefined;
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
  /** What the row itself is called, to tell variants apart that have no options. */
  readonly title?: string | undefined;
  /** Name and value, in the order of the feed. */
  readonly options: readonly (readonly [string, string])[];
  readonly facts: readonly RawFact[];
  readonly gtin: string;
  readonly mpn: string;
  /** As found, with its sign or code where it stands there. */
  readonly price: string;
  readonly priceField: string;
  /** A price that holds now instead, where it is lower. */
  readonly salePrice?: string | undefined;
  readonly compareAt: string;
  /** Added to the price, where a format writes options so. */
  readonly surcharge?: string | undefined;
  /** Amounts are in the currency's smallest unit. */
  readonly minorUnits?: boolean | undefined;
  /** The day or the moment until which the price holds, as the feed writes it. */
  readonly priceUntil?: string | undefined;
  /** From when it holds. */
  readonly priceFrom?: string | undefined;
  /** Told beside the price; empty where it is not. */
  readonly currency: string;
  /** Whether a price without a currency is none, as the format's specification says. */
  readonly currencyNeeded?: boolean | undefined;
  readonly weight: { readonly amount: string; readonly unit: string } | null;
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

/** What a product's shelf is found by. */
export type ShelfFacts = Pick<RawProduct, 'title' | 'brand' | 'productType' | 'categoryPath' | 'tags'>;

/** One row, item or node of a feed, with the product it belongs to. */
export interface FeedRow<Data = unknown> {
  readonly file: string;
  readonly line: number;
  /** Rows of one product share it: handle, item_group_id, @id. */
  readonly key: string;
  /** Keys of other rows that belong to this product too. */
  readonly owns?: readonly string[] | undefined;
  /** What a first reading looks at: which SKUs and numbers the feed has, and how it writes amounts. */
  readonly sku?: string | undefined;
  readonly gtin?: string | undefined;
  readonly price?: string | undefined;
  /** False where the row says that its product is not on sale. */
  readonly sold?: boolean | undefined;
  /** Where the row tells its product: what a shelf is found by. */
  readonly shelf?: ShelfFacts | undefined;
  readonly data: Data;
}
