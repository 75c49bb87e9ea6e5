import type { Shop } from '#src/shop.ts';
import type { Counter } from './ask.ts';

/** The shop as agents meet it now. Hooks for tests are mounted in a demonstration only, where a secret for them is set. */
export function counterOf({ db, content, environment, payment }: Shop): Counter {
  const words = content.current();
  return {
    db,
    content: words,
    site: environment.SITE_URL,
    payment: payment(),
    anyHost: environment.WEBHOOK_HOSTS === 'any',
    testSecret: words.store.demonstration ? (environment.AGENT_TEST_SECRET ?? null) : null,
  };
}
