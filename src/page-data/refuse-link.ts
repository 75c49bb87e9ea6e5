import { messagesOf } from '#src/messages/messages.ts';
import { askedTooOften, type WithinLimits } from '#src/sign-in-links/sign-in-link.ts';

type LinkRefused =
  Extract<WithinLimits, { ok: false }> | { readonly ok: false; readonly refusal: 'no-address' };

/** What the page says to whom no link is sent; its answer becomes a 422, or a 429 with Retry-After. */
export function refuseLink(
  refused: LinkRefused,
  answer: { status?: number | undefined; readonly headers: Headers },
  locale: string,
): string {
  if (refused.refusal === 'no-address') {
    answer.status = 422;
    return messagesOf(locale).signIn.noAddress;
  }
  answer.status = 429;
  answer.headers.set('retry-after', String(refused.retryAfterSeconds));
  return askedTooOften(refused.retryAfterSeconds, locale);
}
