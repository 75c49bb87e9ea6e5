import type { Jobs, JobSettings } from '#src/automations/jobs.ts';
import {
  orderMailSettings,
  ownerMailSettings,
  reminderSettings,
} from '#src/automations/reminder-settings.ts';
import { namingOutages, throughOutages } from '#src/database/outage.ts';
import { followOverlay } from '#src/editorial/revisions/overlay.ts';
import { followStocked } from '#src/editorial/resting/keep-stocked.ts';
import { noteError } from '#src/error-centre/note-error.ts';
import { environment, type Environment } from '#src/environment.ts';
import { keepAnnouncing } from '#src/feeds/announce.ts';
import { log } from '#src/log/log.ts';
import { measureProcess } from '#src/metrics/process-figures.ts';
import { followEdits, prepareShop } from '#src/prepare-shop.ts';
import { readySearch } from '#src/search/search.ts';
import { sweepSessions } from '#src/protocols/ucp/session.ts';
import { agentMessage } from '#src/protocols/ucp/tell-agent.ts';
import { shop } from '#src/shop.ts';
import { showStep } from './progress.ts';
import { connectShops } from './connect-shops.ts';
import { publishPlanned } from '#src/word-desk/publish-planned.ts';
import { checkAddress } from './serve.ts';
import { openWorkers } from './workers.ts';

/** Answers the pages at HOST and PORT of those settings, and how to stop: open requests finish first. */
export type Listen = (settings: Environment) => Promise<() => Promise<void>>;

/** Says that a start waits for its database, which it had found before. */
export const waits = (error: unknown): void =>
  log().error({ err: error }, 'the start waits for the database');

/**
 * Opens the database, brings catalogue and index up to date, listens (or, with more than one worker, has them listen),
 * and runs the jobs until the process is told to stop.
 */
export async function runShop(listen: Listen, workers = 1): Promise<void> {
  const settings = environment();
  measureProcess();
  if (workers > 1) await checkAddress(settings);
  const others = workers > 1 ? openWorkers(workers) : null;
  const opened = await showStep('Opening the database', () => namingOutages(shop));
  await namingOutages(() => prepareShop(opened, showStep));
  const failedAt = (place: string) => (error: unknown) => {
    log().error({ err: error }, place);
    noteError(opened.db, place, error);
  };
  followEdits(opened, (error) => log().error({ err: error }, 'an edit could not be taken up by search'));
  followOverlay(
    opened.db,
    opened.content,
    failedAt('what was published in the studio could not be looked up'),
  );
  followStocked(opened.db, opened.content, failedAt('what is sold could not be looked up for the words'));
  keepAnnouncing(opened, (error) =>
    log().error({ err: error }, 'changes could not be announced to IndexNow'),
  );
  const close = others ? others.stop : await listenAlone();
  await others?.begin();
  const { startJobs } = await import('#src/automations/jobs.ts'); // its packages need not be there for the first page
  let jobs: Jobs | null = null;
  const stop = () =>
    void close()
      .then(() => jobs?.stop())
      .then(() => opened.close())
      .finally(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  const settingsOfJobs: JobSettings = {
    db: opened.db,
    engine: opened.engine,
    DATABASE_URL: settings.DATABASE_URL,
    reminders: () => reminderSettings(settings, opened.content.current().store),
    orderMails: () => orderMailSettings(settings, opened.content.current().store),
    ownerMails: () => ownerMailSettings(settings, opened.content.current().store),
    payment: () => opened.payment(),
    connect: () => connectShops(opened),
    publishPlanned: (now) => publishPlanned(opened, now),
    webhooks: { anyHost: settings.WEBHOOK_HOSTS === 'any', agentMessage: agentMessage(settings.SITE_URL) },
    sweepAgents: (_, now) => sweepSessions(opened.db, now),
    failed: failedAt('the queue of jobs met a problem'),
  };
  jobs = await throughOutages(() => startJobs(settingsOfJobs), waits);
  console.log(
    `\n  ${opened.content.current().store.name} is open: http://${settings.HOST}:${settings.PORT}\n  Mails and links carry ${settings.SITE_URL} (SITE_URL)\n  Stop it with Ctrl+C.\n`,
  );

  async function listenAlone(): Promise<() => Promise<void>> {
    const end = await listen(settings);
    const learn = async () => {
      await readySearch(opened.db);
      const { conversationHealth } = await import('#agents/shopping/run/warm-up.ts');
      await conversationHealth(opened, Date.now());
    };
    await showStep('Learning to listen', () => throughOutages(learn, waits));
    return end;
  }
}
