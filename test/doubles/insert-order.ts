import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';

export interface OrderRowGiven {
  readonly customerId: string;
  readonly placedAt: Date;
  readonly state?: 'paid' | 'sent' | 'delivered' | 'cancelled';
  readonly number?: string;
  /** SKU and quantity. */
  readonly lines: readonly (readonly [string, number])[];
}

/** Writes an order as history would, delivered unless told otherwise, and answers its id. */
export async function insertOrder(db: Database, given: OrderRowGiven): Promise<string> {
  const id = randomUUID();
  await sql`insert into customer_order (id, number, customer_id, state, placed_at, currency, total_minor)
    values (${id}, ${given.number ?? id}, ${given.customerId}, ${given.state ?? 'delivered'}, ${given.placedAt}, 'USD', 0)`.execute(
    db,
  );
  for (const [position, [sku, quantity]] of given.lines.entries())
    await sql`insert into order_line (order_id, position, sku, title, quantity, unit_minor, total_minor)
      values (${id}, ${position}, ${sku}, ${sku}, ${quantity}, 0, 0)`.execute(db);
  return id;
}
