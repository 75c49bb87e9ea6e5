import { sql } from 'kysely';
import { detailsSchema, type Address } from '#src/carts/address.ts';
import type { Database } from '#src/database/database.ts';
import { inTransaction } from '#src/database/in-transaction.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { json } from '#src/database/column-kinds.ts';
import { addNote } from './order-notes.ts';

const addressSchema = detailsSchema.omit({ email: true, service: true });

export type AddressChanged =
  | { readonly ok: true }
  | {
      readonly ok: false;
      /**
       * `elsewhere`: another country, region or postcode area was taxed and delivered at another price, so such an order
       * is cancelled and placed anew. `wrong-state`: it has left, or was cancelled.
       */
      readonly refusal: 'unreadable' | 'elsewhere' | 'wrong-state';
    };

/** Puts an address right before the parcel leaves, as long as it costs the same to bring it there. Noted with who did it. */
export async function changeAddress(
  db: Database,
  orderId: string,
  given: Readonly<Record<keyof Address, string>>,
  person: string,
  now: Date,
): Promise<AddressChanged> {
  const parsed = addressSchema.safeParse(given);
  if (!parsed.success) return { ok: false, refusal: 'unreadable' };
  const address = parsed.data;
  return inTransaction<AddressChanged>(db, async (trx) => {
    const { rows } = await rowsOf({
      ...columns('customer_order', 'state'),
      address: json<Address | null>(),
    })`select state, address from customer_order where id = ${orderId} for update`.execute(trx);
    const [order] = rows;
    if (!order?.address || (order.state !== 'paid' && order.state !== 'awaiting-payment'))
      return { ok: false, refusal: 'wrong-state' };
    const before = order.address;
    const area = ({ country, region, postcode }: Address) =>
      `${country} ${region} ${postcode.slice(0, 3)}`.toLowerCase();
    if (area(address) !== area(before)) return { ok: false, refusal: 'elsewhere' };
    await sql`update customer_order set address = ${JSON.stringify(address)}::jsonb, updated_at = ${now}
      where id = ${orderId}`.execute(trx);
    const changed = (Object.keys(address) as (keyof Address)[]).filter(
      (part) => address[part] !== before[part],
    );
    await addNote(
      trx,
      orderId,
      {
        person,
        text: `Address changed: ${changed.map((part) => `${PARTS[part]} was “${before[part]}”`).join(', ')}.`,
      },
      now,
    );
    return { ok: true };
  });
}

const PARTS: Readonly<Record<keyof Address, string>> = {
  name: 'the name',
  line1: 'the street',
  line2: 'the second line',
  city: 'the city',
  region: 'the region',
  postcode: 'the postcode',
  country: 'the country',
};
