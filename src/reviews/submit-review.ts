import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { numberText } from '#src/numbers/number-text.ts';
import { sql } from 'kysely';
import { openInvitation, type Invitation } from './invitation.ts';
import { plainLine, plainWords } from './review-text.ts';
import { MOST_AUTHOR, MOST_BODY, MOST_TITLE, MOST_USE, OWN_SOURCE, type Fit } from './review.ts';

/** The fields of the form as they came in. */
export type GivenReview = Readonly<Record<'stars' | 'title' | 'body' | 'author' | 'fit' | 'usedFor', string>>;

export interface Problem {
  readonly field: keyof GivenReview;
  readonly message: string;
}

export type Submitted =
  | { readonly ok: true; readonly reviewId: number }
  | { readonly ok: false; readonly refusal: 'invalid'; readonly problems: readonly Problem[] }
  | Extract<Invitation, { ok: false }>;

/** Takes in a review over an invitation, once; it waits for a person before it is shown. */
export async function submitReview(
  db: Database,
  secret: string,
  token: string,
  given: GivenReview,
  now: Date,
  locale: string,
): Promise<Submitted> {
  const invitation = await openInvitation(db, secret, token, now);
  if (!invitation.ok) return invitation;
  const { problems, said } = checkReview(given, locale);
  if (problems.length) return { ok: false, refusal: 'invalid', problems };
  return db.transaction().execute(async (trx): Promise<Submitted> => {
    const used = await sql`
      update review_invitation set used_at = ${now} where id = ${invitation.id} and used_at is null`.execute(
      trx,
    );
    if (used.numAffectedRows !== 1n) return { ok: false, refusal: 'used' };
    const { rows } = await rowsOf(columns('review', 'id'))`
      insert into review (product_id, sku, source, source_key, invitation_id, author, stars, title, body, fit, used_for,
        written_at, created_at, changed_at)
      values (${invitation.product.id}, ${invitation.variant.sku}, ${OWN_SOURCE}, ${String(invitation.id)}, ${invitation.id},
        ${said.author}, ${said.stars}, ${said.title}, ${said.body}, ${said.fit}, ${said.usedFor}, ${now}, ${now}, ${now})
      returning id`.execute(trx);
    return { ok: true, reviewId: (rows as [{ id: number }])[0].id };
  });
}

function checkReview(given: GivenReview, locale: string) {
  const problems: Problem[] = [];
  const limited = (field: keyof GivenReview, text: string, most: number, what: string) => {
    if (text.length > most) {
      problems.push({
        field,
        message: `${what} may have ${numberText(most, locale)} characters; it has ${numberText(text.length, locale)}.`,
      });
    }
    return text;
  };
  const stars = /^[1-5]$/.test(given.stars) ? Number(given.stars) : 0;
  if (!stars) problems.push({ field: 'stars', message: 'Choose from one to five stars.' });
  const fit = ['small', 'true', 'large'].includes(given.fit) ? (given.fit as Fit) : null;
  if (given.fit && !fit) problems.push({ field: 'fit', message: 'Choose one of the three, or none.' });
  const body = limited('body', plainWords(given.body), MOST_BODY, 'Your review');
  if (body.length < 3) problems.push({ field: 'body', message: 'Write a few words about it.' });
  const said = {
    stars,
    fit,
    body,
    title: limited('title', plainLine(given.title), MOST_TITLE, 'The headline'),
    author: limited('author', plainLine(given.author), MOST_AUTHOR, 'The name') || 'A customer',
    usedFor: limited('usedFor', plainLine(given.usedFor), MOST_USE, 'This'),
  };
  return { problems, said };
}
