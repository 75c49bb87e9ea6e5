import { plainPage } from './plain-page.ts';

export const RETRY_AFTER_S = '5';

/** The page that says the database is away. */
export const outagePage = (): Response =>
  plainPage(
    503,
    'Back in a moment',
    'The shop cannot reach its shelves right now. Your cart is kept. <a href="">Load the page again</a> in a few seconds.',
    { 'retry-after': RETRY_AFTER_S },
  );
