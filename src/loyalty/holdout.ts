import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import type { OfferWords } from '#src/editorial/offer-schema.ts';
import type { ProgramWords } from '#src/editorial/program-schema.ts';

export type Arm = 'offered' | 'held-out';

/**
 * Whether an offer is for who the customer is, not for what the cart holds: only such offers can be held back unseen.
 * Who was given a code must get what it promises.
 */
const isPersonal = ({ when = {} }: Pick<OfferWords, 'when'>): boolean =>
  !when.code &&
  !when.singleUseCodes &&
  Boolean(when.affinity || when.lapse || when.birthdayMonth || when.firstPurchaseOf || when.orderNumber);

/** Percent of customers who are left out of an offer. */
export const holdoutOf = (words: OfferWords, program: ProgramWords | undefined): number =>
  isPersonal(words) ? (words.holdoutPercent ?? program?.holdoutPercent ?? 0) : 0;

/** The side a customer is on, the same at every visit of a season: a hash, not a draw. */
export function armOf(offerId: string, customerKey: string, percent: number, season: string): Arm {
  const digest = createHash('sha256').update(`${season}\n${offerId}\n${customerKey}`).digest();
  return (digest.readUInt32BE(0) / 2 ** 32) * 100 < percent ? 'held-out' : 'offered';
}

/** Writes down who qualified for an offer first when; the first date and side stand. */
export async function recordExposures(
  db: Database,
  customerKey: string,
  exposures: readonly { readonly offerId: string; readonly arm: Arm }[],
  now: Date,
): Promise<void> {
  if (!exposures.length) return;
  await sql`insert into offer_exposure (offer_id, customer_key, arm, at)
    select offer_id, ${customerKey}::text, arm, ${now}::timestamptz
    from unnest(${exposures.map((one) => one.offerId)}::text[], ${exposures.map((one) => one.arm)}::text[]) as t (offer_id, arm)
    on conflict do nothing`.execute(db);
}
