import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import { rateProducts } from './rate-products.ts';
import { isRejectionReason, type RejectionReason } from './review.ts';

export type Decision =
  { readonly state: 'published' } | { readonly state: 'rejected'; readonly because: RejectionReason };

export type Moderated =
  | { readonly ok: true; readonly changed: boolean }
  | { readonly ok: false; readonly refusal: 'unknown-review' | 'no-such-reason' };

/**
 * Publishes a review or keeps it back for a reason of the closed list, writes down who decided it, and puts the
 * product's rating right in the same transaction. The stars play no part. Decisions can be taken back.
 */
export async function moderateReview(
  db: Database,
  reviewId: number,
  decision: Decision,
  by: string,
  now: Date,
): Promise<Moderated> {
  const because = decision.state === 'rejected' ? decision.because : null;
  // From a form or an agent anything may come, whatever the type says.
  if (because !== null && !isRejectionReason(because)) return { ok: false, refusal: 'no-such-reason' };
  return db.transaction().execute(async (trx): Promise<Moderated> => {
    const { rows } = await rowsOf({
      ...columns('review', 'product_id', 'state'),
      because: tables.review.rejected_because,
    })`
      select product_id, state, rejected_because as because from review where id = ${reviewId} for update`.execute(
      trx,
    );
    const [row] = rows;
    if (!row) return { ok: false, refusal: 'unknown-review' };
    if (row.state === decision.state && row.because === because) return { ok: true, changed: false };
    await sql`update review set state = ${decision.state}, rejected_because = ${because}, changed_at = ${now}
      where id = ${reviewId}`.execute(trx);
    await sql`insert into review_decision (review_id, from_state, to_state, because, decided_by, decided_at)
      values (${reviewId}, ${row.state}, ${decision.state}, ${because}, ${by}, ${now})`.execute(trx);
    await rateProducts(trx, [row.product_id], now);
    return { ok: true, changed: true };
  });
}

/**
 * What a moderator should look at before publishing, read from the words alone: never from the stars, so nothing here
 * can hold a review back for being negative. Hints, no verdicts.
 */
export function concernsOf(text: string): readonly RejectionReason[] {
  const found: RejectionReason[] = [];
  if (/https?:\/\/|\bwww\.|(?<![\w-])[\w-]+\.(?:com|net|org|shop|ru|xyz)\b|^\s*[=@]\w+\s*\(/i.test(text))
    found.push('spam');
  if (/(?<![\w.+-])[\w.+-]+@[\w-]+\.\w{2,}|(?:\+|\b)\d[\d\s().-]{8,}\d\b/.test(text))
    found.push('personal-data');
  return found;
}
