import { messagesOf } from '#src/messages/messages.ts';
import type { Outage } from '#src/database/outage.ts';
import { plainPage } from './plain-page.ts';

export const RETRY_AFTER_S = '5';

/** What a shopper is told of an outage. */
export function outageWords(outage: Outage, locale: string): string {
  const { readOnly, away } = messagesOf(locale).errors.outage;
  return outage === 'read-only' || outage === 'full' ? readOnly : away;
}

/** The page that says what the database cannot do. */
export function outagePage(outage: Outage, locale: string): Response {
  const { backSoon, cartKept } = messagesOf(locale).errors;
  const html = cartKept(outageWords(outage, locale));
  return plainPage(locale, 503, backSoon, html, { 'retry-after': RETRY_AFTER_S });
}
