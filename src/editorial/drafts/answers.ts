import type { ThemeName } from '#src/look/themes.ts';
import type { TypePairName } from '#src/look/type-pairs.ts';

/** What only the merchant knows; a name left open becomes a decision that the draft marks. */
export interface Answers {
  readonly name: string;
  readonly country: string;
  readonly currency: string;
  readonly locale: string;
  readonly timeZone: string;
  readonly taxIncluded: boolean;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly hours?: string | undefined;
  readonly address?: string | undefined;
  readonly company?: string | undefined;
  /** Amounts in the shop's currency, in its decimals, such as 4.90. */
  readonly shipping?: string | undefined;
  readonly shippingFreeFrom?: string | undefined;
  readonly transitDays?: readonly [number, number] | undefined;
  readonly returnDays?: number | undefined;
  readonly theme?: ThemeName | undefined;
  /** #rrggbb. */
  readonly accent?: string | undefined;
  readonly type?: TypePairName | undefined;
}

/** One file of a draft. */
export interface DraftFile {
  /** Path below the folder of words. */
  readonly file: string;
  readonly text: string;
}
