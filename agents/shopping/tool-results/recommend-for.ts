import { z } from 'zod';
import { printedMoney } from './printed-money.ts';

/** What a purpose needs: a pick a kind of thing, with its sentence, and why not another of its kind. */
export const recommendForResult = z.object({
  purpose: z.string(),
  picks: z
    .array(
      z.object({
        slug: z.string(),
        title: z.string(),
        kind: z.string(),
        price: printedMoney,
        because: z.string(),
        other: z.object({ title: z.string(), price: printedMoney, notFor: z.string().nullable() }).nullable(),
      }),
    )
    .readonly(),
});
