import { sql, type RawBuilder } from 'kysely';

/** How many pieces of a row `s` of stock are free. */
export const freePiecesSql: RawBuilder<number> = sql`greatest(s.on_hand - s.reserved, 0)`;

/**
 * Whether a variant can be bought, as a condition over its left-joined row `s` of stock: the same as `isAvailable` asks
 * of a variant. A variant without such a row is not counted, as the catalogue's own availability says.
 */
export const canBeBoughtSql: RawBuilder<boolean> = sql`(
  s.variant_id is null or not s.tracked or s.backorder or s.on_hand > s.reserved)`;

/** Whether more pieces of a row `s` of stock are sold or reserved than there are, where no more are to come. */
export const overpromisedSql: RawBuilder<boolean> = sql`(
  s.tracked and not s.backorder and s.reserved > greatest(s.on_hand, 0))`;
