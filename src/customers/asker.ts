import type { Database } from '#src/database/database.ts';
import type { Client } from '#src/http/client.ts';
import type { Asker } from '#src/http/rate-limit.ts';
import type { Visitor } from '#src/http/visitor.ts';
import { customerOfVisitor } from './customer-store.ts';

/** Who asks, for limits. To be made before a new browser is given an id: one that brought none is a newcomer. */
export async function askerOf(
  db: Database,
  { client, visitor }: { readonly client: Client; readonly visitor: Visitor },
): Promise<Asker> {
  const known = await visitor.known();
  return {
    address: client.address,
    visitor: known,
    account: async () => (known ? ((await customerOfVisitor(db, known))?.id ?? null) : null),
  };
}
