import type { ImportOptions } from '#src/catalog/import/import-options.ts';
import type { NumberStyle } from '#src/catalog/import/values/number-text.ts';
import type { Tell } from '#src/catalog/import/report.ts';

/** What a product is judged by besides its own rows. */
export interface Judging {
  readonly currency: string;
  readonly locale: string;
  readonly numbers: NumberStyle;
  readonly unknownStock: 'sell' | 'hold';
  readonly sellFree: boolean;
  readonly readMoment?: ImportOptions['readMoment'];
  /** Whether that product has this SKU for itself: no other product on sale in the feed has it. */
  ownsSku(sku: string, productKey: string): boolean;
  /** Keys of variants met in this run, with the place of the first. */
  readonly seen: Map<string, string>;
  /** Currencies whose prices were told and counted before. */
  readonly toldCurrencies: ReadonlySet<string>;
  /** Tells the first of a kind with its place; all are counted, and the count is told at the end. */
  readonly tellOnce: (kind: string, finding: Parameters<Tell>[0]) => void;
}
