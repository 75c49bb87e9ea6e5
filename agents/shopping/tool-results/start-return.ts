import { z } from 'zod';
import { printedMoney } from './printed-money.ts';
import { noOrder } from './order-status.ts';

/** A return that was opened, why there is none, or what can come back. */
export const startReturnResult = z.union([
  z.object({
    started: z.string(),
    title: z.string(),
    quantity: z.int(),
    refund: printedMoney,
    number: z.string(),
  }),
  noOrder,
  z.object({
    refusal: z.literal('choose-what'),
    titles: z.array(z.string()).readonly(),
    number: z.string(),
  }),
  z.object({
    refusal: z.enum([
      'no-policy',
      'not-delivered',
      'too-late',
      'not-from-there',
      'nothing-left',
      'nothing-chosen',
      'too-many',
    ]),
    reason: z.string(),
  }),
]);
