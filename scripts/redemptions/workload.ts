import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import type { Content, Entry } from '#src/editorial/content.ts';
import type { OfferWords } from '#src/editorial/offer-schema.ts';
import { money } from '#src/money/money.ts';
import type { AppliedOffer } from '#src/loyalty/offer-outcome.ts';
import type { Redemption } from '#src/loyalty/redeem.ts';

/*
 * Orders that fight over the same few offers. The run is cut into epochs with offers, codes and members of their own,
 * so that limits are about to be reached all the time and not only at the start.
 */

export const ACTS_AN_EPOCH = 1000;
export const LIMITS = { uses: 60, budget: 20_000, perCustomer: 1 } as const;
const KINDS = ['uses', 'budget', 'each', 'code'] as const;
type Kind = (typeof KINDS)[number];
const CODES = 60;
const MEMBERS = 12;
const POINTS = 600;
const EMAILS = 40; // fewer than guests: several share one
const SHARE = { again: 0.15, cancel: 0.25 } as const; // the rest are new orders

export type Chance = () => number;
export type Act =
  | { readonly kind: 'place'; readonly order: Redemption; readonly epoch: number }
  | { readonly kind: 'cancel'; readonly orderId: string; readonly epoch: number };

export const offerId = (kind: Kind, epoch: number) => `${kind}-${epoch}`;
const memberId = (epoch: number, at: number) => `m-${epoch}-${at}`;
const codeHash = (epoch: number, at: number) => createHash('sha256').update(`${epoch} ${at}`).digest('hex');
const range = (count: number) => Array.from({ length: count }, (_, at) => at);
export const membersOf = (epoch: number) => range(MEMBERS).map((at) => memberId(epoch, at));

export function contentOf(epoch: number): Pick<Content, 'offers'> {
  const limits: Record<Kind, OfferWords['limits']> = {
    uses: { uses: LIMITS.uses },
    budget: { value: `${LIMITS.budget / 100}.00 USD` },
    each: { perCustomer: LIMITS.perCustomer },
    code: undefined,
  };
  const offers = KINDS.map((kind) => ({
    slug: offerId(kind, epoch),
    words: { title: kind, description: kind, reward: { percent: 10 }, limits: limits[kind] },
  }));
  return { offers: offers as unknown as readonly Entry<OfferWords>[] };
}

/** Writes the members with their points, and the single-use codes, of all epochs. */
export async function fillEpochs(db: Database, epochs: number, now: Date): Promise<void> {
  const members = range(epochs).flatMap(membersOf);
  const codes = range(epochs).flatMap((epoch) =>
    range(CODES).map((at) => ({ hash: codeHash(epoch, at), offer: offerId('code', epoch) })),
  );
  await sql`insert into customer (id) select unnest(${members}::text[])`.execute(db);
  await sql`insert into loyalty_member (customer_id) select unnest(${members}::text[])`.execute(db);
  // Two lots each, so that a burn draws on more than one.
  for (const days of [30, 60])
    await sql`insert into points_entry (customer_id, kind, points, at, expires_at)
      select unnest(${members}::text[]), 'adjust', ${POINTS / 2}::int, ${now}::timestamptz,
        ${new Date(now.getTime() + days * 86_400_000)}::timestamptz`.execute(db);
  await sql`insert into offer_code (code_hash, offer_id, batch)
    select hash, offer, 'bench' from unnest(${codes.map((one) => one.hash)}::text[],
      ${codes.map((one) => one.offer)}::text[]) as t (hash, offer)`.execute(db);
}

/** What shoppers do in an epoch: place orders, send one again, cancel one, also before it is through or twice. */
export function actsOf(epoch: number, count: number, who: string, chance: Chance): readonly Act[] {
  const pick = (below: number) => Math.floor(chance() * below);
  const placed: Redemption[] = [];
  const recent = (span: number) => placed[Math.max(0, placed.length - 1 - pick(span))];
  return range(count).map((at): Act => {
    const roll = chance();
    const again = roll < SHARE.again ? recent(12) : undefined;
    if (again) return { kind: 'place', order: again, epoch };
    const gone = roll >= SHARE.again && roll < SHARE.again + SHARE.cancel ? recent(60) : undefined;
    if (gone) return { kind: 'cancel', orderId: gone.orderId, epoch };
    const order = orderOf(epoch, `${who}-${epoch}-${at}`, at, chance, pick);
    placed.push(order);
    return { kind: 'place', order, epoch };
  });
}

function orderOf(
  epoch: number,
  orderId: string,
  at: number,
  chance: Chance,
  pick: (below: number) => number,
): Redemption {
  // Orders of one moment want the same code and the points of the same member, else they would seldom meet.
  const customerId = chance() < 0.5 ? memberId(epoch, Math.floor(at / 12) % MEMBERS) : null;
  const pointsOnly = customerId !== null && chance() < 0.3; // nothing before the points makes such orders wait
  const wanted = KINDS.filter((kind) => !pointsOnly && chance() < (kind === 'code' ? 0.3 : 0.45));
  const kinds = wanted.length || customerId !== null ? wanted : (['uses'] as const);
  const applied = kinds.map((kind) =>
    applying(offerId(kind, epoch), 50 + pick(450), {
      codeHash: kind === 'code' ? codeHash(epoch, Math.floor(at / 8) % CODES) : null,
    }),
  );
  if (customerId !== null && (chance() < 0.6 || !applied.length))
    applied.push(applying('points', 400, { points: 100 + 10 * pick(20) }));
  return {
    orderId,
    customerId,
    customerKey: customerId ?? `guest-${epoch}-${pick(EMAILS)}@example.com`,
    outcome: { applied, notApplied: [], earns: 0, earnsArithmetic: null, earning: [], exact: true },
  };
}

const applying = (
  id: string,
  minor: number,
  { codeHash = null, points = 0 }: { codeHash?: string | null; points?: number },
): AppliedOffer => ({
  offerId: id,
  kind: points ? 'points' : codeHash ? 'code' : 'offer',
  label: id,
  amount: money(minor, 'USD'),
  shares: [],
  delivery: money(0, 'USD'),
  arithmetic: '',
  points,
  codeHash,
  returnRule: null,
});
