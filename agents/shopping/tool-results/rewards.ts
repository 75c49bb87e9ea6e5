import { z } from 'zod';
import { printedMoney } from './printed-money.ts';

/** What is taken off the cart, what is one step away, and which codes did not work. */
export const myOffersResult = z.object({
  applied: z.array(z.object({ label: z.string(), amount: printedMoney, arithmetic: z.string() })).readonly(),
  oneStepAway: z.array(z.object({ label: z.string(), away: z.string() })).readonly(),
  /** Where nothing is applied or near: what each offer would need. */
  others: z.array(z.object({ label: z.string(), reason: z.string() })).readonly(),
  codesRefused: z.array(z.object({ code: z.string(), reason: z.string() })).readonly(),
  /** Products that cost less together. */
  bundles: z.array(z.object({ label: z.string(), together: printedMoney, apart: printedMoney })).readonly(),
});

/** The shopper's points, or what is missing for them to have any. */
export const myPointsResult = z.union([
  z.object({
    balance: z.int(),
    worth: printedMoney,
    tier: z.string(),
    nextTier: z.string().nullable(),
    /** What is missing for the next tier, as money or points. */
    away: z.union([printedMoney, z.object({ printed: z.string(), points: z.int() })]).nullable(),
    expiring: z.object({ points: z.int(), day: z.string() }).nullable(),
  }),
  z.object({ refusal: z.enum(['no-program', 'not-signed-in']) }),
  z.object({ refusal: z.literal('not-a-member'), program: z.string() }),
]);
