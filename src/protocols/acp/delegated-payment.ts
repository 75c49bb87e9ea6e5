import { z } from 'zod';
import { signingSecret } from '#src/customers/signing-secret.ts';
import type { Database } from '#src/database/database.ts';
import { readSigned, signed } from '#src/http/signed-text.ts';
import type { Money } from '#src/money/money.ts';

/** What a payment was delegated for: one checkout, up to an amount, for a while. */
export interface Allowance {
  readonly checkoutId: string;
  readonly most: Money;
  readonly until: Date;
  /** Whether the test bank pays by that card. */
  readonly pays: boolean;
}

const PREFIX = 'vt_';
const saidSchema = z.tuple([z.string(), z.number(), z.string(), z.number(), z.boolean()]);

/**
 * A token that says what it is for, signed by the shop. Nothing is kept, and no number of a card is in it; a checkout is
 * ordered once, so its token pays once.
 */
export async function delegatedToken(
  db: Database,
  { checkoutId, most, until, pays }: Allowance,
): Promise<string> {
  const said = JSON.stringify([checkoutId, most.minor, most.currency, until.getTime(), pays]);
  return `${PREFIX}${signed(await signingSecret(db, 'delegated-payment'), said)}`;
}

/** What a token is for; null for one that the shop did not make. */
export async function readDelegated(db: Database, token: string): Promise<Allowance | null> {
  if (!token.startsWith(PREFIX)) return null;
  const said = readSigned(await signingSecret(db, 'delegated-payment'), token.slice(PREFIX.length));
  if (said === null) return null;
  const [checkoutId, minor, currency, until, pays] = saidSchema.parse(JSON.parse(said));
  return { checkoutId, most: { minor, currency }, until: new Date(until), pays };
}
