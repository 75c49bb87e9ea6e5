import { z } from 'zod';
import { passage } from './passage.ts';
import { printedMoney } from './printed-money.ts';

const words = z.array(z.string()).readonly();

const detailsView = z.object({
  slug: z.string(),
  sku: z.string(),
  href: z.string(),
  title: z.string(),
  brand: z.string().nullable(),
  /** Of the least expensive variant; printed `$149 to $160` where they differ. */
  price: printedMoney,
  availability: z.string(),
  /** Of its published reviews, out of five; null where there are none. */
  rating: z.object({ average: z.number(), count: z.int() }).nullable(),
  specs: z.record(z.string(), z.string()),
  options: z.array(z.object({ name: z.string(), inStock: words, soldOut: words })).readonly(),
  answer: z.string().nullable(),
  whoFor: words,
  notFor: words,
  pros: words,
  cons: words,
  /** `snow: The cuff closes above the ankle bone.` */
  useCases: words,
  faqs: z.array(z.object({ question: z.string(), answer: z.string() })).readonly(),
  description: z.string(),
});

/** Everything stated about products, passages about a question, and whether one comes as it was asked for. */
export const productDetailsResult = z.object({
  products: z.array(detailsView).readonly(),
  requested: z
    .object({
      isMet: z.boolean(),
      /** What was asked for, in words: `in blue`. */
      options: z.string(),
      /** What of it can be chosen: `Blue, 2 sizes`. */
      offer: z.string(),
      price: printedMoney,
    })
    .nullable(),
  passages: z.array(passage).readonly(),
  /** Of one product and a question: the line of its description that states what is asked in other words. */
  stated: z.string().nullable(),
  /** Of one product and a question: the variants that it asks for, from rows; null where it asks for none. */
  variants: z
    .object({
      wanted: words,
      notMade: z.array(z.object({ option: z.string(), values: words })).readonly(),
      inStock: z.array(z.object({ variant: z.string(), price: printedMoney, left: z.string() })).readonly(),
      nearest: z.array(z.object({ option: z.string(), values: words, given: words })).readonly(),
      open: z.array(z.object({ option: z.string(), values: words })).readonly(),
    })
    .nullable(),
  /** Of one product: what it costs, by what the price depends on, and what it cost before it was reduced. */
  prices: z
    .array(z.object({ price: printedMoney, before: printedMoney.nullable(), values: words }))
    .readonly(),
});

export type DetailsView = z.infer<typeof detailsView>;
