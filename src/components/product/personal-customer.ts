import type { Visitor } from '#src/http/visitor.ts';
import { mayPersonalise } from '#src/affinity/recommend.ts';
import { customerOfVisitor } from '#src/customers/customer-store.ts';
import type { Database } from '#src/database/database.ts';

/** The customer at this browser whose earlier orders may count in what is shown; null where nobody agreed to that. */
export async function personalCustomer(db: Database, browser: Visitor): Promise<string | null> {
  const visitor = await browser.known();
  const customer = visitor ? await customerOfVisitor(db, visitor) : null;
  return customer && (await mayPersonalise(db, customer.id)) ? customer.id : null;
}
