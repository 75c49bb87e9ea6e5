import { z } from 'zod';
import { isCurrency, parseMoney } from '#src/money/money.ts';

/* The kinds of value that offers, the program and other rule files are written with; each takes the advice to its author. */

/** A line of text, trimmed, that is not empty. */
export const words = (advice: string, most: number) => z.string().trim().min(1).max(most).describe(advice);
/** A date without a time. */
export const day = (advice: string) =>
  z.iso
    .date({ error: 'must be a date such as 2026-11-23' })
    .meta({ description: advice, examples: ['2026-11-23'] });
const AN_AMOUNT = 'must be an amount above zero and a currency, such as 4.90 USD';
const MOST_UNITS = 1_000_000; // beyond this an amount is a slip of the keyboard

/** An amount such as `50.00 USD` that is above zero and no slip of the keyboard. */
export const amountText = (advice: string) =>
  z
    .string({ error: AN_AMOUNT })
    .refine((text) => readAmount(text) !== null, AN_AMOUNT)
    .meta({ description: advice, examples: ['4.90 USD'] });

function readAmount(text: string): number | null {
  const found = /^(\d{1,9}(?:\.\d+)?) ([A-Z]{3})$/.exec(text);
  if (!found || !isCurrency(found[2] ?? '')) return null;
  const [, number = '', currency = ''] = found;
  const amount = parseMoney(number, currency);
  return amount && amount.minor > 0 && Number(number) <= MOST_UNITS ? amount.minor : null;
}

/** Above zero, in steps of a half. */
export const percent = (advice: string) =>
  z
    .number()
    .min(0.5, 'must be at least 0.5')
    .max(100, 'must be at most 100')
    .multipleOf(0.5, 'must be a whole or a half number, such as 12.5')
    .meta({ description: advice, examples: [10] });
/** A whole number. */
export const count = (advice: string, most: number, least = 1) =>
  z
    .int('must be a whole number')
    .min(least, `must be at least ${least}`)
    .max(most, `must be at most ${most}`)
    .describe(advice);
/** The address of a category page after `/c/`. */
export const category = (advice: string) =>
  z
    .string()
    .regex(/^[a-z0-9-]+(?:\/[a-z0-9-]+)*$/, 'must be a category address such as nutrition/gels')
    .meta({ description: advice, examples: ['nutrition/gels'] });
/** A name as files and tiers have it. */
export const name = (advice: string) =>
  z
    .string()
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens')
    .max(60)
    .describe(advice);
/** True or left out. */
export const yes = (advice: string) =>
  z.literal(true, { error: 'must be true; leave the line out for no' }).describe(advice);

/** What becomes of a reduction that several pieces earned together when some of them come back. */
export const onReturn = (advice: string) =>
  z.enum(['keep', 'recompute'], { error: 'must be keep or recompute' }).describe(advice).optional();

interface AmountAt {
  readonly path: readonly (string | number)[];
  readonly currency: string;
}

/** Every amount that the values of a tree of words name, in their order. */
export function amountsIn(tree: unknown, path: AmountAt['path'] = []): readonly AmountAt[] {
  if (typeof tree === 'string') {
    const currency = /^\d+(?:\.\d+)? ([A-Z]{3})$/.exec(tree)?.[1];
    return currency ? [{ path, currency }] : [];
  }
  if (typeof tree !== 'object' || tree === null) return [];
  return Object.entries(tree).flatMap(([key, one]) =>
    amountsIn(one, [...path, Array.isArray(tree) ? Number(key) : key]),
  );
}

/** Every currency that the values of a tree of words name. */
export const currenciesOf = (tree: unknown): readonly string[] => [
  ...new Set(amountsIn(tree).map(({ currency }) => currency)),
];
