import { sql, type RawBuilder } from 'kysely';

/*
 * The ledger of stock, append-only. `shelf` is what a movement changed of the pieces that lie there, `open` of those sold
 * and not sent, `unheard` of those that went or came without a word to a counter outside that hears nothing of the
 * shop's orders. A row of `stock` is their sum, kept in the same statement.
 */

/** What each piece of an order changes. */
const EFFECTS = {
  sold: { shelf: 0, open: 1, unheard: 0 },
  released: { shelf: 0, open: -1, unheard: 0 },
  sent: { shelf: -1, open: -1, unheard: 1 },
} as const;

/** Writes what happened to pieces of an order; `from` gives rows of `sku` and `quantity`. */
export const movementsSql = (
  kind: keyof typeof EFFECTS,
  holder: RawBuilder<unknown>,
  at: Date,
  from: RawBuilder<unknown>,
): RawBuilder<unknown> => {
  const { shelf, open, unheard } = EFFECTS[kind];
  return sql`
    insert into stock_movement (sku, at, kind, pieces, shelf, open, unheard, about, noted_at)
    select sku, ${at}::timestamptz, ${kind}, quantity, quantity * ${shelf}::int, quantity * ${open}::int,
      quantity * ${unheard}::int, ${holder}, ${at}::timestamptz ${from}`;
};
