import type { Database } from '#src/database/database.ts';
import { redeem, reverseRedemption } from '#src/loyalty/redeem.ts';
import { seeded } from '#src/numbers/seeded.ts';
import { naiveCancel, naiveRedeem } from './naive-redeem.ts';
import { actsOf, ACTS_AN_EPOCH, contentOf, type Act } from './workload.ts';

export type Method = 'ours' | 'naive';

export interface Tally {
  placed: number;
  cancelled: number;
  refused: number;
  /** By the database's code, such as 40P01 for a deadlock. */
  readonly errors: Record<string, number>;
}

export interface LanesGiven {
  readonly method: Method;
  readonly who: string;
  readonly seed: number;
  readonly count: number;
  readonly epochs: number;
  readonly lanes: number;
}

class Refused extends Error {}

/** Takes a process's part of the acts, as many at once as there are lanes, epoch after epoch. */
export async function runLanes(
  db: Database,
  { method, who, seed, count, epochs, lanes }: LanesGiven,
  done: (acts: number, epoch: number) => void,
): Promise<Tally> {
  const chance = seeded(seed);
  const tally: Tally = { placed: 0, cancelled: 0, refused: 0, errors: {} };
  const each = Math.ceil(count / epochs);
  let acts = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    const open = actsOf(epoch, Math.min(each, count - acts), who, chance).values();
    const content = contentOf(epoch);
    const lane = async () => {
      for (const act of open) {
        await take(db, method, content, act, tally);
        if (++acts % 50 === 0) done(acts, epoch);
      }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
  }
  done(acts, epochs - 1);
  return tally;
}

async function take(
  db: Database,
  method: Method,
  content: ReturnType<typeof contentOf>,
  act: Act,
  tally: Tally,
): Promise<void> {
  const now = new Date();
  try {
    await db.transaction().execute(async (trx) => {
      if (act.kind === 'cancel')
        return method === 'ours'
          ? reverseRedemption(trx, act.orderId, now)
          : naiveCancel(trx, act.orderId, now);
      const given =
        method === 'ours'
          ? (await redeem(trx, content, act.order, now)).ok
          : await naiveRedeem(trx, act.order, now);
      if (!given) throw new Refused();
    });
    if (act.kind === 'cancel') tally.cancelled++;
    else tally.placed++;
  } catch (error) {
    if (error instanceof Refused) tally.refused++;
    else {
      const code = (error as { code?: string }).code ?? 'unknown';
      tally.errors[code] = (tally.errors[code] ?? 0) + 1;
    }
  }
}

export const epochsFor = (count: number): number => Math.max(1, Math.round(count / ACTS_AN_EPOCH));
