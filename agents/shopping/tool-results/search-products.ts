import { z } from 'zod';
import { printedMoney } from './printed-money.ts';

const words = z.array(z.string()).readonly();

const productView = z.object({
  slug: z.string(),
  sku: z.string(),
  title: z.string(),
  /** Of the least expensive variant on offer; printed `from $149` where they differ. */
  price: printedMoney,
  variant: z.string(),
  availability: z.string(),
  facts: z.record(z.string(), z.string()),
  /** The shop's own first sentence about it, where somebody wrote one. */
  why: z.string().nullable(),
  reason: z.string().nullable(),
  /** For near misses: what it breaks, in words. */
  breaks: words,
});

/** What a search found. */
export const searchProductsResult = z.object({
  total: z.int(),
  page: z.int(),
  /** What was looked for, as somebody would say it: `vegan gels without caffeine`. */
  request: z.string(),
  hasFilters: z.boolean(),
  /** Whether the filters decide how many fit. */
  narrows: z.boolean(),
  /** What is left to rank by. */
  text: z.string(),
  sort: z.enum(['best', 'price-low', 'price-high', 'rating', 'newest']),
  correctedText: z.string().nullable(),
  /** Says what of it no product here can answer; else empty. */
  unmatched: z.string(),
  /** Whether that says why nothing fits. */
  isExplained: z.boolean(),
  products: z.array(productView).readonly(),
  nearMisses: z.array(productView).readonly(),
  /** One question that would narrow it, to be put beside the results. */
  question: z.object({ key: z.string(), label: z.string(), choices: words }).nullable(),
});

export type ProductView = z.infer<typeof productView>;
export type SearchProductsResult = z.infer<typeof searchProductsResult>;
