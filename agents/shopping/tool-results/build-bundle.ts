import { z } from 'zod';
import { printedMoney } from './printed-money.ts';

const built = z.object({
  kit: z.string(),
  pieces: z.int(),
  items: z
    .array(
      z.object({
        role: z.string(),
        title: z.string(),
        price: printedMoney,
        variant: z.string(),
        sizeOpen: z.boolean(),
      }),
    )
    .readonly(),
  total: printedMoney,
  /** Of the budget; null where none was said. */
  left: printedMoney.nullable(),
  leftOut: z
    .array(
      z.object({
        role: z.string(),
        because: z.enum(['owned', 'not-wanted', 'nothing-in-stock', 'budget', 'does-not-fit']),
        reason: z.string(),
      }),
    )
    .readonly(),
});

/** A kit, or why there is none. */
export const buildBundleResult = z.union([
  built,
  z.object({ refusal: z.literal('no-such-kit'), kits: z.array(z.string()).readonly() }),
  z.object({
    refusal: z.enum(['unknown-kit', 'bad-wish', 'nothing-for-role', 'budget-too-small', 'nothing-fits']),
    reason: z.string(),
  }),
]);

export type KitResult = Exclude<z.infer<typeof buildBundleResult>, { readonly refusal: 'no-such-kit' }>;
