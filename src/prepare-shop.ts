import { setTimeout as sleep } from 'node:timers/promises';
import { runAutomation } from '#src/automation-register/run-automation.ts';
import { importContentFeed } from '#src/catalog/import/content-feed.ts';
import type { ImportReport } from '#src/catalog/import/import-catalogue.ts';
import { ImportRuns } from '#src/catalog/import/write/source-lock.ts';
import { contentSources } from '#src/editorial/content-sources.ts';
import { importSettings } from '#src/editorial/import-settings.ts';
import { keepFileDates } from '#src/editorial/file-dates.ts';
import { keepShelf } from '#src/editorial/resting/kept-shelf.ts';
import { keepOverlay } from '#src/editorial/revisions/overlay.ts';
import { syncFiles } from '#src/editorial/revisions/sync-files.ts';
import { keepStocked } from '#src/editorial/resting/keep-stocked.ts';
import { whenQuiet } from '#src/http/load/quiet.ts';
import { log } from '#src/log/log.ts';
import type { Report, ShowStep } from '#src/log/step.ts';
import { importDemoReviews } from '#src/reviews/demo-reviews.ts';
import { indexShop, reindexWords } from '#src/search/index-shop.ts';
import { buildOf, forgetPrepared, isPrepared, notePrepared, sourcesOf } from './prepared.ts';
import type { Shop } from './shop.ts';

/**
 * Brings catalogue and index up to date with the files; where a build of the same code did so and nothing has changed
 * since, that costs a look. Answers what the import found, if it ran.
 */
export async function prepareShop(
  shop: Shop,
  step: ShowStep,
  build = buildOf(import.meta.url),
): Promise<ImportReport | null> {
  const { store } = shop.content.written();
  await takeFiles(shop);
  await keepFileDates(shop.db, shop.content);
  const sources = build && sourcesOf(shop, build, new Date());
  if (sources && (await isPrepared(shop.db, sources))) return null;
  const report = await step('Reading the catalogue', (progress) =>
    afterOthers(progress, () =>
      importContentFeed(shop.db, shop.environment.CONTENT_DIR, store.demonstration, {
        ...importSettings(shop.content.current()),
        progress,
        now: new Date(),
      }),
    ),
  );
  await keepStocked(shop.db, shop.content);
  if (shop.content.current().isMadeUp) {
    await step('Reading the demonstration reviews', (progress) =>
      afterOthers(progress, () =>
        importDemoReviews(shop.db, shop.environment.CONTENT_DIR, {
          replyAuthor: store.name,
          now: new Date(),
        }),
      ),
    );
  }
  await keepShelf(shop.db, shop.environment.SHELFTALK_DATA_DIR);
  const catalogue = await indexShop(shop.db, shop.content, step);
  const isWhole = report === null || report.ok;
  if (sources && catalogue !== null && isWhole) await notePrepared(shop.db, sources, catalogue);
  return report;
}

const LOOK_AGAIN_MS = 500;

/** Runs an import; where another process on the same database imports the same source, waits until that one ended. */
async function afterOthers<Result>(progress: Report, run: () => Promise<Result>): Promise<Result> {
  for (let waited = 0; ; waited += LOOK_AGAIN_MS) {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof ImportRuns)) throw error;
      progress(Math.round(waited / 1000), null, 's waiting for another process that imports');
      await sleep(LOOK_AGAIN_MS);
    }
  }
}

/** Takes the files of content/ into the revisions; what changed on both sides is told, and stays as it was published. */
async function takeFiles({ db, content, environment: { CONTENT_DIR } }: Shop): Promise<void> {
  const { clashes } = await syncFiles(db, contentSources(CONTENT_DIR), new Date());
  for (const { path } of clashes)
    log().warn(
      { path },
      'a file and what was published of it in the studio changed in the same place; see npm run content:import',
    );
  await keepOverlay(db, content);
}

const EDIT_WAITS_MS = 20_000; // at the longest, while shoppers have to wait

/** Keeps search in step with edits in content/ while the shop runs; answers a function that stops it. */
export function followEdits(shop: Shop, failed: (error: unknown) => void): () => void {
  const known = new Map(shop.content.current().products.map((entry) => [entry.slug, entry.hash]));
  let running = Promise.resolve();
  return shop.content.onChange(() => {
    running = running
      .then(() => whenQuiet(EDIT_WAITS_MS))
      .then(() => runAutomation(shop.db, 'search-words', new Date(), () => takeUp(shop, known)))
      .catch(failed);
  });
}

/** Answers how many products have other words. */
async function takeUp(shop: Shop, known: Map<string, string>): Promise<number> {
  await forgetPrepared(shop.db); // else the words of before, once they are back, would seem to be indexed
  await takeFiles(shop);
  await keepFileDates(shop.db, shop.content);
  await keepStocked(shop.db, shop.content);
  const content = shop.content.current();
  const now = new Map(content.products.map((entry) => [entry.slug, entry.hash]));
  const changed = [...new Set([...known.keys(), ...now.keys()])].filter(
    (slug) => known.get(slug) !== now.get(slug),
  );
  await reindexWords(shop.db, content, changed);
  known.clear();
  for (const [slug, hash] of now) known.set(slug, hash);
  return changed.length;
}
