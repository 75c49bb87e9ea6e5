import type { Database } from '#src/database/database.ts';
import { customerOfVisitor } from './customer-store.ts';
import { normalisedEmail } from './customer.ts';

/** Who a cart or an order is for, as offers and their limits see it. */
export interface Buyer {
  /** Null for a guest. */
  readonly customerId: string | null;
  /** The address where one is known, so that a guest and an account that share it count as one; else the customer's id. */
  readonly customerKey: string | null;
  readonly email: string | null;
}

export const NOBODY: Buyer = { customerId: null, customerKey: null, email: null };

/** The customer of that browser, or the guest with that address. An address that is typed signs nobody in. */
export async function buyerOf(db: Database, visitorId: string, email: string | null = null): Promise<Buyer> {
  const customer = await customerOfVisitor(db, visitorId);
  const typed = email ? normalisedEmail(email) : null;
  return customer
    ? {
        customerId: customer.id,
        customerKey: customer.email ?? customer.id,
        email: customer.email ?? typed,
      }
    : { customerId: null, customerKey: typed, email: typed };
}
