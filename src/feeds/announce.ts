import { runAutomation } from '#src/automation-register/run-automation.ts';
import type { Database } from '#src/database/database.ts';
import type { ContentStore } from '#src/editorial/content.ts';
import type { Environment } from '#src/environment.ts';
import { INDEXNOW_ENDPOINT, queueChanges, sendQueued, type IndexNow } from './index-now.ts';

interface Announcing {
  readonly db: Database;
  readonly content: ContentStore;
  readonly environment: Pick<Environment, 'INDEXNOW_KEY' | 'SITE_URL'>;
}

const EVERY_MS = 10 * 60 * 1000;

/**
 * Tells IndexNow what has changed, at once and then every ten minutes; answers a function that stops it. Does nothing
 * without a key, or where the shop stands on an address of its own machine.
 */
export function keepAnnouncing(
  { db, content, environment }: Announcing,
  failed: (error: unknown) => void,
  send: IndexNow['send'] = fetch,
  endpoint = INDEXNOW_ENDPOINT,
): () => void {
  const { INDEXNOW_KEY: key, SITE_URL: site } = environment;
  if (!key || isLocal(site)) return () => {};
  let running = false;
  const announce = async () => {
    if (running) return;
    running = true;
    try {
      const now = new Date();
      await runAutomation(db, 'index-now', now, async () => {
        await queueChanges(db, content.current(), now);
        return (await sendQueued(db, { key, site, endpoint, send }, now)).sent;
      });
    } catch (error) {
      failed(error);
    } finally {
      running = false;
    }
  };
  void announce();
  const timer = setInterval(() => void announce(), EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

const isLocal = (site: string): boolean =>
  /^(?:localhost|127\.|0\.0\.0\.0|\[::1\])|\.local$/.test(new URL(site).hostname);
