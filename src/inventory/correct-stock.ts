import { integer } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { inTransaction } from '#src/database/in-transaction.ts';
import { rowsOf } from '#src/database/rows.ts';

export interface Correction {
  readonly sku: string;
  /** How many lie there, those that are sold and not sent among them. */
  readonly pieces: number;
  readonly reason: string;
  /** Who corrects, by name. */
  readonly by: string;
  /** Whether the number that is kept outside was put right as well: what it did not hear of until now, it knows. */
  readonly outsideAgrees: boolean;
}

export type Corrected =
  | { readonly ok: true; readonly before: number }
  | { readonly ok: false; readonly refusal: 'no-reason' | 'no-pieces' | 'unknown' };

/** What is said where a correction is not taken. */
export const REFUSED: Readonly<Record<Extract<Corrected, { ok: false }>['refusal'], string>> = {
  'no-reason': 'Say why it is another number.',
  'no-pieces': 'Say how many lie there: a whole number, 0 or more.',
  unknown: 'There is no such variant any more.',
};

const MOST_REASON = 300;
const MOST_PIECES = 1_000_000;

/**
 * A person has looked and says how many lie there, and why that is another number. Pieces that are gone stay gone where
 * somebody counts on outside who has not heard of it; found ones are the next count's to confirm.
 */
export async function correctStock(
  db: Database,
  { sku, pieces, reason, by, outsideAgrees }: Correction,
  now: Date,
): Promise<Corrected> {
  const why = reason.trim().slice(0, MOST_REASON);
  if (!why) return { ok: false, refusal: 'no-reason' };
  if (!Number.isInteger(pieces) || pieces < 0 || pieces > MOST_PIECES)
    return { ok: false, refusal: 'no-pieces' };
  return inTransaction<Corrected>(db, async (trx) => {
    const { rows } = await rowsOf({ before: integer })`
      with locked as (
        select s.variant_id, s.on_hand, s.unheard from stock s join variant v on v.id = s.variant_id
        where v.sku = ${sku} for update of s
      ), moved as (
        insert into stock_movement (sku, at, kind, pieces, shelf, open, unheard, about, note, noted_at)
        select ${sku}, ${now}::timestamptz, 'corrected', ${pieces}::int, ${pieces}::int - on_hand, 0,
          case when ${outsideAgrees}::boolean then -unheard else greatest(on_hand - ${pieces}::int, 0) end, ${by},
          ${why}, ${now}::timestamptz
        from locked returning unheard
      ), corrected as (
        update stock s set on_hand = ${pieces}::int, unheard = s.unheard + moved.unheard, tracked = true, updated_at = ${now}
        from locked, moved where s.variant_id = locked.variant_id
      )
      select on_hand as before from locked`.execute(trx);
    const [row] = rows;
    return row ? { ok: true, before: row.before } : { ok: false, refusal: 'unknown' };
  });
}
