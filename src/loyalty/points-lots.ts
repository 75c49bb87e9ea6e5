import { integer } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';

/** Points earned together, and what is left of them; below zero where points were used and then earned back by a return. */
export interface Lot {
  readonly id: number;
  readonly left: number;
  readonly expiresAt: Date | null;
}

/** Lots that have not expired, those that expire first before the others. */
export async function lotsOf(db: Database, customerId: string, now: Date): Promise<readonly Lot[]> {
  const { rows } = await rowsOf({ ...columns('points_entry', 'id', 'expires_at'), left: integer })`
    select lot.id, lot.expires_at,
      lot.points + coalesce((select sum(points) from points_entry where lot_id = lot.id), 0) as left
    from points_entry lot where lot.customer_id = ${customerId} and lot.lot_id is null
      and (lot.expires_at is null or lot.expires_at > ${now})
    order by lot.expires_at nulls last, lot.id`.execute(db);
  return rows.map((row) => ({ id: row.id, left: row.left, expiresAt: row.expires_at }));
}

export const balanceOf = (lots: readonly Lot[]): number => lots.reduce((total, { left }) => total + left, 0);
