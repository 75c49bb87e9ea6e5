import { z } from 'zod';

const orderLine = z.object({
  sku: z.string(),
  title: z.string(),
  /** How many have not come back. */
  left: z.int(),
});

export type OrderLineView = z.infer<typeof orderLine>;

/** Which order is not clear, or may not be told. */
export const noOrder = z.object({ refusal: z.enum(['say-number-and-email', 'not-found', 'too-often']) });

/** Where an order is. */
export const orderStatusResult = z.union([
  z.object({
    number: z.string(),
    state: z.string(),
    expected: z.string().nullable(),
    tracking: z.string().nullable(),
    lines: z.array(orderLine).readonly(),
  }),
  noOrder,
]);
