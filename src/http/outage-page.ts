import type { Outage } from '#src/database/outage.ts';
import { plainPage } from './plain-page.ts';

export const RETRY_AFTER_S = '5';

/** What a shopper is told of an outage. */
export const outageWords = (outage: Outage): string =>
  outage === 'read-only' || outage === 'full'
    ? 'The shop cannot write anything down right now, so nothing was changed or charged.'
    : 'The shop cannot reach its shelves right now.';

/** The page that says what the database cannot do. */
export const outagePage = (outage: Outage): Response =>
  plainPage(
    503,
    'Back in a moment',
    `${outageWords(outage)} Your cart is kept. <a href="">Load the page again</a> in a few seconds.`,
    { 'retry-after': RETRY_AFTER_S },
  );
