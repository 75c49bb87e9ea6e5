import { messagesOf } from '#src/messages/messages.ts';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Details } from '#src/carts/address.ts';
import type { Quote } from '#src/carts/quote.ts';
import { formatMoney, money } from '#src/money/money.ts';

/** What a shopper saw when they pressed the button: a claim to compare with, never a price to charge. */
export const seenSchema = z.strictObject({
  total: z.int().min(0),
  /** A print of the address and the delivery. */
  to: z.string().max(64),
  lines: z.record(z.string().max(200), z.tuple([z.int(), z.int()])),
});

export type Seen = z.infer<typeof seenSchema>;

/** What a quote shows, for the form that agrees to it. */
export const seenOf = (quote: Quote, details: Details | null): Seen => ({
  total: quote.total.minor,
  to: printOf(quote, details),
  lines: Object.fromEntries(
    quote.lines.map(({ variant, quantity }) => [
      variant.sku,
      [quantity, variant.price.minor] as [number, number],
    ]),
  ),
});

const printOf = ({ delivery }: Quote, details: Details | null): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        delivery?.service, // and not the wish for one: where none was wished the cheapest is taken
        Object.entries(details ?? {})
          .filter(([name]) => name !== 'service')
          .toSorted(),
      ]),
    )
    .digest('base64url');

/** What is different now, a sentence each; empty where it is what was agreed. */
export function whatChanged(seen: Seen, quote: Quote, details: Details, locale: string): readonly string[] {
  const { currency } = quote.total;
  const told = (minor: number) => formatMoney(money(minor, currency), locale);
  const say = messagesOf(locale).checkout.changes;
  const changes: string[] = quote.problems.map(({ reason }) => reason);
  for (const { product, variant, quantity } of quote.lines) {
    const before = seen.lines[variant.sku];
    if (!before) {
      changes.push(say.added(product.title));
      continue;
    }
    const [count, unit] = before;
    if (count !== quantity) changes.push(say.quantity(product.title, quantity, count));
    if (unit !== variant.price.minor)
      changes.push(say.price(product.title, told(variant.price.minor), told(unit)));
  }
  const held = new Set(quote.lines.map((line) => line.variant.sku));
  const gone = Object.keys(seen.lines).filter((sku) => !held.has(sku));
  if (gone.length) changes.push(say.gone(gone.length));
  if (seen.to !== printOf(quote, details)) changes.push(say.address);
  if (quote.total.minor !== seen.total) changes.push(say.total(told(quote.total.minor), told(seen.total)));
  return changes;
}
