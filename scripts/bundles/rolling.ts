import { foldOrders } from '#src/affinity/fold-orders.ts';
import { learnAffinity } from '#src/affinity/learn-affinity.ts';
import type { Database } from '#src/database/database.ts';
import type { BasketCase } from '../basket-cases.ts';
import { showStep } from '../progress.ts';
import { Judgements, type Judged } from './judgements.ts';

const DAY_MS = 86_400_000;
const FOLD_DAYS = 7;
const LEARN_FOLDS = 4;

/**
 * Completes baskets as a shop does that goes on learning: orders are folded in every FOLD_DAYS, all is learned anew with
 * every LEARN_FOLDS of those, and a customer's history is that of the moment. A shop does both more often than this.
 */
export async function judgedRolling(
  db: Database,
  cases: readonly BasketCase[],
  complete: (one: BasketCase, now: Date) => Promise<readonly string[]>,
  plain: { readonly most: number; readonly leastSupport: number },
): Promise<readonly Judged[]> {
  const judgements = new Judgements();
  const timed = cases.flatMap((one) => (one.at ? [{ one, at: one.at }] : []));
  const first = Math.min(...new Set(timed.map(({ one }) => one.trainBefore.getTime())));
  const weekOf = (at: Date) => Math.floor((at.getTime() - first) / (FOLD_DAYS * DAY_MS));
  const weeks = [...new Set(timed.map(({ at }) => weekOf(at)))].toSorted((a, b) => a - b);
  for (const [turn, week] of weeks.entries()) {
    const before = new Date(first + week * FOLD_DAYS * DAY_MS);
    const mine = timed.filter(({ at }) => weekOf(at) === week);
    const anew = turn % LEARN_FOLDS === 0;
    await showStep(`Week ${week + 1}: ${anew ? 'learning anew' : 'folding in'}`, (progress) =>
      (anew ? learnAffinity : foldOrders)(db, { now: new Date(), before, progress }),
    );
    await showStep(`Week ${week + 1}: completing ${mine.length} baskets`, async (progress) => {
      for (const [place, { one, at }] of mine.entries()) {
        judgements.keep('this shop', one, await complete(one, at));
        if (place % 50 === 0) progress(place, mine.length);
      }
      await judgements.keepPlain(
        db,
        mine.map(({ one }) => one),
        before,
        plain,
        progress,
      );
    });
  }
  return judgements.all();
}
