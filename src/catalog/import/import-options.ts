import type { CountKind } from '#src/inventory/record-counts.ts';
import type { Field } from './formats/table/table-format.ts';
import type { CategoryRules } from './shelves/category-rules.ts';
import type { DecimalMark } from './values/number-text.ts';

/**
 * What the merchant says of a column, by its name in lower case: that it is a field, an option that shoppers choose by, a
 * fact under another label, or that it is left out.
 */
export type ColumnRule =
  'drop' | { readonly field: Field } | { readonly option: string } | { readonly as: string };
export type ColumnRules = ReadonlyMap<string, ColumnRule>;

export interface ImportOptions {
  /** Under which name the feed's products are kept; without it the format's, such as `shopify` or `google`. */
  readonly source?: string | undefined;
  /** The shop's currency, ISO 4217: what prices without one are in, and what may be sold. */
  readonly currency: string;
  /** The shop's locale, by whose numbers `1.290` is read; without it only the file decides. */
  readonly locale?: string | undefined;
  /** The mark before decimals in the file, where the merchant says it. */
  readonly decimal?: DecimalMark | undefined;
  /** The file's encoding, where the merchant says it. */
  readonly encoding?: string | undefined;
  /** Whether a new variant whose stock nobody told can be ordered. */
  readonly unknownStock?: 'sell' | 'hold' | undefined;
  /** What counts know of the shop's orders; where nobody says, they are read so that nothing is promised that is not there. */
  readonly counts?: CountKind | undefined;
  /** When the counts were taken, where the merchant says it for the whole file. */
  readonly countedAt?: Date | undefined;
  /** Reads a moment as the shop writes it, in its time zone; null for what is none. */
  readonly readMoment?: ((text: string) => Date | null) | undefined;
  /** Whether a price of 0 is meant: such a variant is given away. */
  readonly sellFree?: boolean | undefined;
  readonly columns?: ColumnRules | undefined;
  /** Reads tables that are no known export by these columns alone. */
  readonly map?: ColumnRules | undefined;
  /** Where the merchant wants what the import would put elsewhere. */
  readonly categories?: CategoryRules | undefined;
  readonly dryRun?: boolean | undefined;
  /** Lets an import archive much of a source's products, or take a file that looks cut off. */
  readonly allowRemovals?: boolean | undefined;
  /** The share of variants that may be lost before an import counts as taken with losses, in percent. */
  readonly mostLost?: number | undefined;
  readonly progress?: ((done: number, of: number | null, what?: string) => void) | undefined;
  readonly now: Date;
}

/** What is said of columns for one run: the merchant's file, and a map over it. */
export const columnsSaid = ({ columns, map }: ImportOptions): ColumnRules =>
  new Map([...(columns ?? []), ...(map ?? [])]);

export const MOST_LOST = 5; // percent
