import { z } from 'zod';

const dueItem = z.object({
  sku: z.string(),
  title: z.string(),
  sure: z.enum(['asked', 'steady', 'stated', 'likely', 'maybe', 'unlikely']),
  /** Why we say so, in a sentence. */
  why: z.string(),
  /** Why the shopper is not asked to buy it now; null where they may be. */
  keptBack: z.string().nullable(),
});

export type DueItemView = z.infer<typeof dueItem>;

/** What will run out soon. */
export const dueSoonResult = z.union([
  z.object({ items: z.array(dueItem).readonly() }),
  z.object({ refusal: z.literal('not-signed-in') }),
]);
