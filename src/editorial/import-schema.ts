import { z } from 'zod';
import { isField } from '#src/catalog/import/formats/mapped-format.ts';

const name = (advice: string, most: number) => z.string().trim().min(1).max(most).describe(advice);

const columnRule = z.union([
  z
    .string()
    .refine((text) => text === 'drop' || isField(text), {
      error: 'must be drop or the name of a field, such as title, price, sku, brand, quantity or category',
    })
    .describe('drop to leave the column out, or the field that it holds.'),
  z.strictObject({ as: name('The label under which shoppers see it.', 80) }),
  z.strictObject({ option: name('What shoppers choose by, such as Size.', 80) }),
]);

/** Columns by the names that stand in the file's header. */
export const columnsSchema = z
  .record(name('A column as it stands in the header.', 300), columnRule)
  .describe('What the columns of your export are, where it is not clear from their names.');

export const importSchema = z.strictObject({
  columns: columnsSchema.optional(),
  decimal: z
    .enum(['dot', 'comma'])
    .optional()
    .describe('The mark before decimals in your exports, where it cannot be seen from them.'),
  encoding: name('The encoding of your exports where it is not UTF-8, such as windows-1252.', 40).optional(),
  prices: z
    .strictObject({
      zero: z
        .enum(['sell', 'hold'])
        .describe('sell gives away what costs 0; without it such a variant is not offered.'),
    })
    .optional(),
  categories: z
    .record(
      name('A category, product type, tag, handle or words of titles, as the import names it.', 300),
      name('Where it belongs, levels with > between them; none for no category.', 600),
    )
    .describe('What stands in another category than the import would give it.')
    .optional(),
  mostLost: z
    .number()
    .min(0)
    .max(100)
    .optional()
    .describe(
      'How many percent of variants may be refused before an import ends as one with losses; 5 without it.',
    ),
});

export type ImportWords = z.infer<typeof importSchema>;
export type ColumnWords = z.infer<typeof columnsSchema>;
