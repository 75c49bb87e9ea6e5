import { conversationHealth } from '#agents/shopping/run/warm-up.ts';
import { throughOutages } from '#src/database/outage.ts';
import { keepFileDates } from '#src/editorial/file-dates.ts';
import { followOverlay } from '#src/editorial/revisions/overlay.ts';
import { followStocked } from '#src/editorial/resting/keep-stocked.ts';
import { environment } from '#src/environment.ts';
import { isBusy } from '#src/http/load/quiet.ts';
import { log } from '#src/log/log.ts';
import { hearMetrics, tellMetrics, type Told } from '#src/metrics/other-processes.ts';
import { measureProcess } from '#src/metrics/process-figures.ts';
import { readySearch } from '#src/search/search.ts';
import { shop } from '#src/shop.ts';
import { waits, type Listen } from './run-shop.ts';
import { TELLS_EVERY_MS, type WorkerSays } from './workers.ts';

const BUSY_EVERY_MS = 500;

/**
 * One of the processes that serve a shop whose primary has brought everything up to date and runs the jobs: opens, learns,
 * listens, and ends when it is told to. Where the primary is gone, node:cluster ends it.
 */
export async function runWorker(listen: Listen): Promise<void> {
  const settings = environment();
  measureProcess();
  const say = (said: WorkerSays) => process.connected && process.send?.(said);
  const begins = new Promise((begin) => process.once('message', begin));
  say('loaded');
  await begins;
  const opened = await throughOutages(shop, waits);
  const date = () => keepFileDates(opened.db, opened.content);
  await throughOutages(date, waits);
  opened.content.onChange(() => {
    date().catch((error: unknown) => log().error({ err: error }, 'edited words could not be dated'));
  });
  followOverlay(opened.db, opened.content, (error) =>
    log().error({ err: error }, 'what was published in the studio could not be looked up'),
  );
  followStocked(opened.db, opened.content, (error) =>
    log().error({ err: error }, 'what is sold could not be looked up for the words'),
  );
  await throughOutages(async () => {
    await readySearch(opened.db);
    await conversationHealth(opened, Date.now());
  }, waits);
  const close = await listen(settings);
  say('listens');
  setInterval(() => isBusy() && say('busy'), BUSY_EVERY_MS).unref();
  setInterval(() => say(tellMetrics(String(process.pid))), TELLS_EVERY_MS).unref();
  process.on('message', (told: Told | 'begin') => told !== 'begin' && hearMetrics(told));
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    void close()
      .then(() => opened.close())
      .finally(() => process.exit(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
}
