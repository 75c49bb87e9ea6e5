import type { RawFact, RawStock } from '#src/catalog/import/formats/raw-product.ts';

/** What a column can be read as. */
export const FIELDS = [
  'key',
  'id',
  'parent',
  'kind',
  'title',
  'html',
  'summary',
  'brand',
  'type',
  'category',
  'tags',
  'published',
  'status',
  'sku',
  'price',
  'salePrice',
  'saleFrom',
  'saleUntil',
  'compareAt',
  'surcharge',
  'currency',
  'barcode',
  'mpn',
  'weight',
  'weightUnit',
  'quantity',
  'tracked',
  'backorder',
  'availability',
  'countedAt',
  'measure',
  'measureUnit',
  'baseMeasure',
  'baseMeasureUnit',
  'image',
  'imageAlt',
  'imagePosition',
  'variantImage',
  'condition',
  'variantTitle',
  'optionNames',
  'optionValues',
  'variations',
  'attributes',
] as const;
export type Field = (typeof FIELDS)[number];

/** One row as a format's rules see it: cells by field, trimmed, empty where there is none. */
export interface RowView {
  readonly file: string;
  readonly line: number;
  get(field: Field): string;
  /** The cells of all columns of a field that are filled. */
  all(field: Field): readonly string[];
  /** The cells of columns whose names, in lower case, are such; filled ones only. */
  matching(name: RegExp): readonly string[];
  /** The cell of a column by its name in lower case. */
  named(name: string): string;
  has(field: Field): boolean;
}

/** A product's row and the rows that stand with it. */
export interface RowGroup {
  readonly head: RowView;
  readonly rows: readonly RowView[];
}

export type Option = readonly [name: string, value: string];

/**
 * A platform's export: what its columns are called, how rows belong together, how options and stock are written. All else is the
 * same for every table and every list of JSON objects, whose nested names are joined by dots.
 */
export interface TableFormat {
  readonly name: string;
  /** As merchants call the file. */
  readonly called: string;
  /** Of each list one name stands in the header of such a file, in lower case. */
  readonly needs: readonly (readonly string[])[];
  readonly fields: Readonly<Partial<Record<Field, readonly string[]>>>;
  /** Fields whose columns are named after a place, a unit or a number. */
  readonly patterns?: Readonly<Partial<Record<Field, RegExp>>>;
  /** What a reader of this format has to know; told once a file. */
  readonly note?: string;
  /** Columns that are the platform's own business, in lower case; they are listed in the report and are no facts. */
  readonly platform?: RegExp;
  /** Whether columns that nobody knows are facts; else they are left out. */
  readonly others?: 'left-out';
  /**
   * How rows belong together: those of one `key`; those whose `parent` is a product's id or SKU; or those that follow the
   * last row that `starts` a product, which is one with a title where nothing else is said.
   */
  readonly rows: 'key' | 'parent' | 'following';
  readonly starts?: (row: RowView) => boolean;
  /** Rows that say the same in another language or for another place. */
  readonly skip?: (row: RowView) => boolean;
  /** Where handles that differ in case only are one. */
  readonly caseless?: true;
  /** Columns of options that are numbered: the pattern's first group is the number. */
  readonly numbered?: { readonly name: RegExp; readonly value: RegExp };
  /** Options where they are not written in numbered columns. */
  options?(row: RowView, group: RowGroup): readonly Option[];
  /** What a value of numbered columns is without the format's own marks. */
  optionValue?(found: string): string;
  /** Facts that are packed into one column. */
  facts?(row: RowView): readonly RawFact[];
  /** The value of numbered columns on the product's row is a list of all values, split so. */
  readonly listed?: RegExp;
  /** Whether a product without variants of its own is sold in every combination of its listed values. */
  readonly expands?: true;
  /** What of a row of this kind is no variant: pictures, rules, parents. */
  isVariant?(row: RowView, group: RowGroup): boolean;
  /** Where stock is not written as quantity, tracked, backorder and availability. */
  stock?(row: RowView): RawStock;
  /** Fields that a variant has from its product's row where its own cell is empty. */
  readonly inherits?: readonly Field[];
  readonly weightUnit?: string | ((row: RowView) => string);
  /** How a cell with several is split. */
  readonly split?: {
    readonly tags?: RegExp;
    readonly images?: RegExp;
    readonly categories?: RegExp;
    readonly levels?: RegExp;
  };
  category?(found: string): string;
  html?(found: string): string;
  /** A lower price that holds now, where it is not written in a column of its own. */
  salePrice?(row: RowView, head: RowView): string;
  /** Turns the address of a picture in the file into a whole one. */
  imageUrl?(found: string): string;
  /** Prices in the smallest unit of the currency, as some platforms keep them. */
  readonly minorUnits?: (row: RowView) => boolean;
  /** The price for one of several currencies, in rows that hold lists. */
  price?(row: RowView, currency: string): string;
  readonly notSold?: RegExp;
}
