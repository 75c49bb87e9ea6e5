import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { plainWords } from './review-text.ts';
import { MOST_REPLY } from './review.ts';

export type Replied =
  | { readonly ok: true }
  | { readonly ok: false; readonly refusal: 'unknown-review' | 'empty' }
  | { readonly ok: false; readonly refusal: 'too-long'; readonly most: number };

/** Puts the shop's reply under a review; a second one takes the place of the first. */
export async function replyToReview(
  db: Database,
  reviewId: number,
  reply: { readonly author: string; readonly body: string },
  now: Date,
): Promise<Replied> {
  const body = plainWords(reply.body);
  if (!body) return { ok: false, refusal: 'empty' };
  if (body.length > MOST_REPLY) return { ok: false, refusal: 'too-long', most: MOST_REPLY };
  const kept = await sql`
    insert into review_reply (review_id, author, body, written_at)
    select id, ${reply.author}, ${body}, ${now} from review where id = ${reviewId}
    on conflict (review_id) do update
      set author = excluded.author, body = excluded.body, written_at = excluded.written_at
    returning review_id`.execute(db);
  return kept.rows.length ? { ok: true } : { ok: false, refusal: 'unknown-review' };
}
