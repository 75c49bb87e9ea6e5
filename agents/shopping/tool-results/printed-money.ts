import { z } from 'zod';
import { formatMoney, type Money } from '#src/money/money.ts';

/** An amount as a model may repeat it, with what to compute with: nobody reads a number back from `printed`. */
export const printedMoney = z.object({ printed: z.string(), minor: z.int(), currency: z.string() });

export type PrintedMoney = z.infer<typeof printedMoney>;

/** The amount in the locale; `printed` where more than the amount is said of it, such as `from $149`. */
export const printMoney = (
  { minor, currency }: Money,
  locale: string,
  printed = formatMoney({ minor, currency }, locale),
): PrintedMoney => ({ printed, minor, currency });
