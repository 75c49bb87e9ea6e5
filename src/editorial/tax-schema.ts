import { z } from 'zod';

const name = (advice: string, most: number) => z.string().trim().min(1).max(most).describe(advice);

const rule = z.strictObject({
  name: name('As it stands on the receipt, such as Sales tax (Colorado).', 60),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be a two-letter country code')
    .describe('Where the parcel goes.'),
  regions: z
    .array(name('A state or province, by name or by letters.', 40))
    .min(1)
    .max(80)
    .optional()
    .describe(
      'Only these states or provinces, each under every name that buyers type, such as CO and Colorado.',
    ),
  categories: z
    .array(name('A category address, such as nutrition.', 120))
    .min(1)
    .max(80)
    .optional()
    .describe('Only products of these categories; without it all products.'),
  percent: z
    .number()
    .min(0)
    .max(100)
    .refine((percent) => Math.abs(percent * 10_000 - Math.round(percent * 10_000)) < 1e-6, {
      error: 'must have at most four decimals',
    })
    .describe('The rate in percent, such as 2.9; 0 for what bears none.'),
  delivery: z.boolean().optional().describe('true where the cost of delivery is taxed by this rule too.'),
});

export const taxSchema = z.strictObject({
  checked: z.iso
    .date({ error: 'must be a date such as 2026-11-23' })
    .describe('The day somebody last compared the rates with the law.'),
  rules: z
    .array(rule)
    .max(500)
    .describe('The first rule that fits a product and an address is used; where none fits there is no tax.'),
});

export type TaxWords = z.infer<typeof taxSchema>;
export type TaxRule = TaxWords['rules'][number];
