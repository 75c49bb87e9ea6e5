import { z } from 'zod';
import { printedMoney } from './printed-money.ts';

/** What goes with a product, and how the shop knows. */
export const goesTogetherResult = z.object({
  title: z.string(),
  with: z
    .array(
      z.object({
        slug: z.string(),
        title: z.string(),
        price: printedMoney,
        because: z.enum(['orders', 'editors', 'uses']),
        /** Orders that held both; 0 where it is not from orders. */
        together: z.int(),
      }),
    )
    .readonly(),
});

/** Things that cost less together, each with its arithmetic at the least expensive choices. */
export const merchantBundlesResult = z.object({
  bundles: z
    .array(
      z.object({
        title: z.string(),
        why: z.string(),
        items: z.array(z.string()).readonly(),
        apart: printedMoney,
        together: printedMoney,
        arithmetic: z.string(),
      }),
    )
    .readonly(),
});
