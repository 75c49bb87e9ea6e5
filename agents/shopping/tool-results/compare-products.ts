import { z } from 'zod';
import { printedMoney } from './printed-money.ts';

const words = z.array(z.string()).readonly();

/** Products side by side, what differs, and which one to take. */
export const compareProductsResult = z.union([
  z.object({
    products: z
      .array(
        z.object({
          slug: z.string(),
          title: z.string(),
          price: printedMoney,
          notFor: z.string().nullable(),
          whoFor: z.string().nullable(),
        }),
      )
      .readonly(),
    rows: z
      .array(
        z.object({
          label: z.string(),
          values: z.array(z.string().nullable()).readonly(),
          differs: z.boolean(),
          measured: z.boolean(),
        }),
      )
      .readonly(),
    advice: z.object({
      slug: z.string(),
      title: z.string(),
      because: words,
      tradeOff: words,
      other: z.string(),
    }),
    /** The product put beside a single one that was asked about. */
    beside: z.string().nullable(),
  }),
  z.object({ refusal: z.literal('needs-two') }),
]);
