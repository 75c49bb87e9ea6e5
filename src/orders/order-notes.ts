import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';

/** Something the team wrote down about an order; the customer does not see it, but may ask for it. */
export interface OrderNote {
  readonly at: Date;
  readonly person: string;
  readonly text: string;
}

const MOST_LETTERS = 2_000;

/** Writes a note down; false where it holds nothing. */
export async function addNote(
  db: Database,
  orderId: string,
  { person, text }: Omit<OrderNote, 'at'>,
  now: Date,
): Promise<boolean> {
  const said = text.trim().slice(0, MOST_LETTERS);
  if (!said) return false;
  await sql`insert into order_note (order_id, at, person, text) values (${orderId}, ${now}, ${person}, ${said})`.execute(
    db,
  );
  return true;
}

/** The notes of an order, the oldest first. */
export async function notesOf(db: Database, orderId: string): Promise<readonly OrderNote[]> {
  const { rows } = await rowsOf(columns('order_note', 'at', 'person', 'text'))`
    select at, person, text from order_note where order_id = ${orderId} order by id`.execute(db);
  return rows;
}
