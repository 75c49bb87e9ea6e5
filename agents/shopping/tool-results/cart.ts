import { z } from 'zod';
import { printedMoney } from './printed-money.ts';

const words = z.array(z.string()).readonly();

const cart = z.object({
  lines: z
    .array(
      z.object({
        slug: z.string(),
        sku: z.string(),
        title: z.string(),
        variant: z.string(),
        quantity: z.int(),
        price: printedMoney,
        total: printedMoney,
      }),
    )
    .readonly(),
  pieces: z.int(),
  subtotal: printedMoney,
  total: printedMoney,
  /** From the goods to the total, each with how it comes about. */
  sum: z.array(z.object({ label: z.string(), detail: z.string(), amount: z.string() })).readonly(),
});

export type CartForModel = z.infer<typeof cart>;

export const viewCartResult = z.object({ cart });

const done = z.object({
  done: z.enum(['add', 'set', 'remove']),
  title: z.string(),
  variant: z.string().optional(),
  /** Pieces put in or taken out; of a line that was set, how many it holds. */
  quantity: z.int(),
  /** The variant that it takes the place of. */
  from: z.string().optional(),
  /** Of a line that lost some pieces and not all, how many are left. */
  rest: z.int().optional(),
  cart,
});

/** What was done to the cart, or what has to be said first; always with the cart as it stands. */
export const changeCartResult = z.union([
  done,
  z.object({
    refusal: z.literal('choose-option'),
    option: z.string(),
    choices: words,
    title: z.string(),
    slug: z.string(),
    cart,
  }),
  z.object({
    refusal: z.literal('no-such-variant'),
    /** The option values that were asked for and cannot be bought. */
    wanted: words,
    title: z.string(),
    /** The variant that stays in the cart. */
    kept: z.string().optional(),
    /** What comes nearest and can be bought. */
    nearest: z.object({ variant: z.string(), price: printedMoney }).optional(),
    cart,
  }),
  z.object({ refusal: z.literal('not-in-cart'), title: z.string(), cart }),
  /** The words name no other variant and no other number of pieces than the cart holds. */
  z.object({
    refusal: z.literal('no-change'),
    title: z.string(),
    kept: z.string(),
    quantity: z.int(),
    /** What the product comes in, where the words may have meant an option it has not. */
    comesIn: z.string(),
    cart,
  }),
  z.object({
    refusal: z.enum([
      'unknown-product',
      'sold-out',
      'not-enough',
      'bad-quantity',
      'changed-elsewhere',
      'choose-variant',
    ]),
    /** Why, as one sentence to the shopper. */
    say: z.string(),
    title: z.string().optional(),
    cart,
  }),
]);

/** Something bought before that went into the cart again, or why it did not. */
export const reorderResult = z.union([
  done,
  z.object({ refusal: z.literal('not-signed-in') }),
  z.object({
    refusal: z.enum([
      'never-bought',
      'unknown-product',
      'sold-out',
      'not-enough',
      'bad-quantity',
      'changed-elsewhere',
      'choose-variant',
    ]),
    title: z.string(),
    variant: z.string().optional(),
    cart,
  }),
]);
