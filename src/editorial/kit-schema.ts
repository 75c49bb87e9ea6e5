import { z } from 'zod';
import { amountText, onReturn } from './offer-fields.ts';

/*
 * Kits and bundles as a marketer writes them. A kit says which parts a goal needs and what can fill them; which
 * products those are, what they cost and what is in stock is read from the catalogue as the shopper looks.
 */

const words = (advice: string, most: number) => z.string().trim().min(1).max(most).describe(advice);
const name = (advice: string) =>
  z
    .string()
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens')
    .max(60)
    .describe(advice);
const category = z
  .string()
  .regex(/^[a-z0-9-]+(?:\/[a-z0-9-]+)*$/, 'must be a category address such as hydration/vests');
const products = (advice: string) =>
  z.array(name('The last part of a product page address.')).min(1).max(40).describe(advice);
const key = (advice: string) =>
  z
    .string()
    .regex(/^[a-z0-9]+(?:_[a-z0-9]+)*$/, 'must be an attribute’s name such as volume or age_group')
    .describe(advice);

const roleSchema = z.strictObject({
  role: name('A short name for the part, such as shoes; the shopper never sees it.'),
  label: words('What the shopper reads: "Trail shoes".', 60),
  why: words('Why the goal needs it, in one sentence.', 240),
  optional: z.literal(true).optional().describe('true where the kit is whole without it.'),
  weight: z
    .int('must be a whole number')
    .min(1)
    .max(10)
    .default(5)
    .describe('How much it matters, 1 to 10: with little money the heavier parts are filled better.'),
  categories: z
    .array(category)
    .min(1)
    .max(10)
    .optional()
    .describe('Products of these categories can fill it.'),
  products: products('These products can fill it; the first suits best.').optional(),
  except: products('Never these.').optional(),
  where: z
    .array(
      z.strictObject({
        key: key('The attribute.'),
        is: words('The word it must hold, or yes or no.', 80).optional(),
        atLeast: z.number().optional().describe('The least number, in the catalogue’s unit.'),
        atMost: z.number().optional().describe('The greatest number, in the catalogue’s unit.'),
      }),
    )
    .max(6)
    .optional()
    .describe('What a product must state to fill it.'),
  size: name(
    'The kind of size a shopper is asked for, such as shoe or clothing; once for all parts.',
  ).optional(),
});

const ruleSchema = z.union([
  z.strictObject({
    same: key('Both must state the same value of this attribute (a product that states none fits).'),
    of: z.tuple([name('A role.'), name('Another role.')]).describe('The two roles.'),
  }),
  z.strictObject({
    never: z
      .tuple([name('A product.'), name('Another product.')])
      .describe('Two products that must not be in one kit.'),
  }),
]);

export const kitSchema = z
  .strictObject({
    title: words('What the shopper wants to be ready for: "First trail marathon".', 80),
    description: words('What the kit covers and for whom, in one or two sentences.', 300),
    asked: z
      .array(words('Words by which shoppers ask for it, such as "first trail marathon".', 60))
      .min(1)
      .max(12)
      .describe('How people name the goal; the conversation finds the kit by them.'),
    budget: amountText('The budget the page starts with, such as 250.00 USD.').optional(),
    uses: z
      .array(words('A use as the catalogue states it, such as trail runs.', 60))
      .max(12)
      .default([])
      .describe('Products made for these uses are preferred.'),
    roles: z.array(roleSchema).min(2).max(12).describe('The parts, most needed first.'),
    together: z.array(ruleSchema).max(20).default([]).describe('What fits together and what does not.'),
  })
  .superRefine((kit, refuse) => {
    const names = kit.roles.map((one) => one.role);
    kit.roles.forEach((role, at) => {
      if (!role.categories && !role.products)
        refuse.addIssue({
          code: 'custom',
          path: ['roles', at],
          message: 'needs categories or products that can fill it',
        });
      if (names.indexOf(role.role) !== at)
        refuse.addIssue({
          code: 'custom',
          path: ['roles', at, 'role'],
          message: `stands twice: ${role.role}`,
        });
    });
    kit.together.forEach((rule, at) => {
      if (!('of' in rule)) return;
      rule.of.forEach((one, place) => {
        if (!names.includes(one))
          refuse.addIssue({
            code: 'custom',
            path: ['together', at, 'of', place],
            message: `names no role of this kit; there are ${names.join(', ')}`,
          });
      });
    });
    if (kit.roles.every((role) => role.optional))
      refuse.addIssue({ code: 'custom', path: ['roles'], message: 'need at least one that is not optional' });
  });

export type KitWords = z.infer<typeof kitSchema>;
export type KitRole = KitWords['roles'][number];

export const bundleSchema = z.strictObject({
  title: words('What the shopper reads: "Marathon fuel".', 80),
  why: words('Why these belong together, in one sentence.', 240),
  items: z
    .array(
      z.strictObject({
        product: name('The last part of a product page address.'),
        quantity: z
          .int('must be a whole number')
          .min(1)
          .max(20)
          .default(1)
          .describe('How many pieces of it.'),
      }),
    )
    .min(2, 'needs at least two products')
    .max(8)
    .describe('What is in it; any choice of size, colour or flavor counts.'),
  price: z
    .union([
      z.strictObject({ total: amountText('What all of it costs together, such as 49.00 USD.') }),
      z.strictObject({
        percent: z
          .number()
          .min(1)
          .max(60)
          .describe('What is taken off the sum of the shelf prices, in percent.'),
      }),
    ])
    .describe('total: a price for all of it; or percent: what is taken off.'),
  onReturn: onReturn(
    'What becomes of the reduction when a part comes back: keep leaves it, recompute withholds it.',
  ),
  starts: z.iso.date({ error: 'must be a date such as 2026-11-23' }).optional().describe('First day.'),
  ends: z.iso.date({ error: 'must be a date such as 2026-11-23' }).optional().describe('Last day.'),
});

export type BundleWords = z.infer<typeof bundleSchema>;
