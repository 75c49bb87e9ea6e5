import { z } from 'zod';
import { printedMoney } from './printed-money.ts';
import { noOrder } from './order-status.ts';

/** A return that was opened, why there is none, what can come back, or what is looked at before it starts. */
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
    refusal: z.literal('look-first'),
    title: z.string(),
    refund: printedMoney,
    /** The offers that withhold something of it. */
    offers: z.array(z.string()).readonly(),
  }),
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
      'not-taken-back',
      'nothing-left',
      'nothing-chosen',
      'too-many',
      'changed',
    ]),
    reason: z.string(),
  }),
]);
