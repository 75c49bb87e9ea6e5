import type { Database } from '#src/database/database.ts';
import { customerById, customerOfVisitor } from './customer-store.ts';
import { normalisedEmail, type Customer } from './customer.ts';

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
export const buyerOf = async (db: Database, visitorId: string, email: string | null = null): Promise<Buyer> =>
  asBuyer(await customerOfVisitor(db, visitorId), email);

/** The same where it is known whose cart it is. */
export const buyerOfCart = async (
  db: Database,
  {
    customerId,
    details,
  }: { readonly customerId: string | null; readonly details: { readonly email: string } | null },
): Promise<Buyer> =>
  asBuyer(customerId === null ? null : await customerById(db, customerId), details?.email ?? null);

function asBuyer(customer: Customer | null, email: string | null): Buyer {
  const typed = email ? normalisedEmail(email) : null;
  return customer
    ? {
        customerId: customer.id,
        customerKey: customer.email ?? customer.id,
        email: customer.email ?? typed,
      }
    : { customerId: null, customerKey: typed, email: typed };
}
