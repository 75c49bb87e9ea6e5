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
});

export type DetailsView = z.infer<typeof detailsView>;
