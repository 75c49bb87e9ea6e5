import { z } from 'zod';
import { printedMoney } from './printed-money.ts';

const extreme = z.object({ slug: z.string(), title: z.string(), price: printedMoney });

const department = z.object({
  slug: z.string(),
  name: z.string(),
  products: z.int(),
  least: extreme,
  most: extreme,
});

/** What the shop holds as a whole. */
export const catalogueShapeResult = z.object({
  all: department,
  categories: z.array(department).readonly(),
  brands: z.array(z.object({ name: z.string(), products: z.int() })).readonly(),
});

export type ExtremeView = z.infer<typeof extreme>;
