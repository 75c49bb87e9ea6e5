import { basename } from 'node:path';
import type { Database } from '#src/database/database.ts';
import type { CountsTold } from '#src/inventory/record-counts.ts';
import { grouped } from './formats/group-rows.ts';
import type { FeedRow } from './formats/raw-product.ts';
import { productOf, readRows, type FeedFile } from './formats/read-rows.ts';
import { columnsSaid, type ImportOptions } from './import-options.ts';
import { checkProduct } from './judge/check-product.ts';
import type { DraftProduct } from './judge/draft-product.ts';
import type { Judging } from './judge/judging.ts';
import type { ImportedFile, Tell } from './report.ts';
import { ruledPath } from './shelves/category-rules.ts';
import { decideShelves } from './shelves/decide-shelves.ts';
import { placed } from './shelves/place-product.ts';
import { keepScheme, keptScheme } from './shelves/scheme-store.ts';
import type { ShelfScheme } from './shelves/shelf-scheme.ts';
import { shelfTally, type TalliedShelf } from './shelves/shelf-tally.ts';
import { ownersOf, shopOf, surveyFeed, type SurveyedFeed, type SurveyedFile } from './survey-feed.ts';
import { PLAIN_NUMBERS } from './values/number-text.ts';
import { lineOf } from './values/plain-text.ts';
import { momentOf } from './write/count-moment.ts';
import { feedCounts, noteRestated } from './write/feed-counts.ts';
import { addedCounts, NO_COUNTS, tellCounts } from './write/told-counts.ts';
import { beginRun, endRun } from './write/import-run.ts';
import {
  archiveProducts,
  isTooMuch,
  productsLeaving,
  renamedProducts,
  type Leaving,
} from './write/leaving-products.ts';
import { writeProducts, type Written } from './write/write-products.ts';

export interface FeedResult {
  readonly ok: boolean;
  readonly files: readonly ImportedFile[];
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly renamed: number;
  readonly rejected: number;
  readonly archived: number;
  readonly variants: number;
  readonly changedIds: readonly number[];
  readonly shelves: readonly TalliedShelf[];
}

const MOST_PRODUCTS = 500; // of one transaction
const MOST_VARIANTS = 4_000;
const MOST_CHARACTERS = 2_000_000;

const NOTHING = {
  new: 0,
  changed: 0,
  unchanged: 0,
  renamed: 0,
  rejected: 0,
  variants: 0,
  changedIds: [],
  shelves: [],
};

/**
 * Imports the files of one source as one feed. `whole` says that no file of the feed is missing, so what is not in it is
 * gone; where so much is gone that the feed looks cut off, nothing is written at all.
 */
export async function importFeed(
  db: Database,
  source: string,
  files: readonly FeedFile[],
  whole: boolean,
  options: ImportOptions,
  tell: Tell,
): Promise<FeedResult> {
  const feed = await surveyFeed(files, options, tell);
  const bad = feed.damaged.map((file) => asImported({ file, rows: 0 }, 'failed', source));
  const run = options.dryRun ? null : await beginRun(db, source, files.map(named), options.now);
  try {
    const complete = whole && bad.length === 0 && feed.plan.rowsOf.size > 0;
    const leaving: Leaving = complete
      ? await productsLeaving(db, source, feed.plan.rowsOf, options.now)
      : { products: [], of: 0, wentToday: 0 };
    const renamed = await renamedProducts(db, source, leaving.products, {
      keyOfSku: (sku) => feed.skus.keyOf(sku),
      keyOfGtin: (gtin) => feed.gtins.keyOf(gtin),
    });
    const staying = new Set(renamed.values());
    const gone = leaving.products.filter(({ id }) => !staying.has(id));
    if (!options.allowRemovals && feed.unread === 0 && isTooMuch(gone.length, leaving)) {
      tellTooMuch(source, gone.length, leaving, tell);
      const told = {
        ...NOTHING,
        ok: false,
        archived: 0,
        files: [...feed.files.map((file) => asImported(file, 'refused', source)), ...bad],
      };
      await endRun(db, run, 'failed', { ...told, removalsAllowed: false });
      return told;
    }
    const scheme = decideShelves(feed.shelved, await keptScheme(db, source));
    const { counted, ...result } = await writeFeed(db, source, feed, renamed, scheme, options, tell);
    if (!options.dryRun) await keepScheme(db, source, scheme, options.now);
    if (complete && feed.unread > 0) tellUnread(source, feed.unread, tell);
    if (complete && feed.unread === 0 && !options.dryRun)
      await noteRestated(db, source, counted, options.now);
    const leaves = feed.unread === 0 ? gone : [];
    if (!options.dryRun && leaves.length)
      await archiveProducts(
        db,
        leaves.map(({ id }) => id),
        options.now,
      );
    const told: FeedResult = {
      ...result,
      ok: bad.length === 0,
      files: [...result.files, ...bad],
      archived: leaves.length,
      changedIds: options.dryRun ? [] : [...result.changedIds, ...leaves.map(({ id }) => id)],
    };
    const { changedIds, shelves: _, ...counts } = told;
    await endRun(db, run, told.ok ? 'finished' : 'failed', {
      ...counts,
      written: changedIds.length,
      removalsAllowed: options.allowRemovals ?? false,
    });
    return told;
  } catch (error) {
    await endRun(db, run, 'failed', {}).catch(() => {});
    throw error;
  }
}

const named = ({ input, inspection }: FeedFile) => ({
  name: input.name,
  format: inspection.format,
  hash: inspection.hash,
});

function tellTooMuch(source: string, gone: number, { of, wentToday }: Leaving, tell: Tell): void {
  tell({
    level: 'rejected',
    scope: 'file',
    file: source,
    field: 'feed',
    found: `${gone} of ${of}`,
    reason:
      `${gone} of the ${of} products of this source are not in the feed` +
      (wentToday ? `, after ${wentToday} that went today` : '') +
      '. It looks cut off, so nothing was taken.',
    fix:
      'Give all files of the feed together, or a feed of its own its own --source. Where they are truly gone, import again ' +
      'with --allow-removals.',
  });
}

function tellUnread(source: string, unread: number, tell: Tell): void {
  tell({
    level: 'warning',
    scope: 'file',
    file: source,
    field: 'feed',
    found: unread,
    reason: 'Products that are not in the feed were kept, because some of its rows could not be read.',
    fix: 'Put those rows right and import again.',
  });
}

async function writeFeed(
  db: Database,
  source: string,
  feed: SurveyedFeed,
  renamed: ReadonlyMap<string, number>,
  scheme: ShelfScheme,
  options: ImportOptions,
  tell: Tell,
) {
  const { plan, files } = feed;
  const total = { new: 0, changed: 0, unchanged: 0, rejected: 0, variants: 0 };
  const changedIds: number[] = [];
  const numbers = new Map(files.map(({ file, numbers: style }) => [file.input.name, style]));
  const owners = await ownersOf(db, source, feed.skus.shared);
  const shapes = new Map(files.map(({ file }) => [file.input.name, file.inspection.shape]));
  const once = oncePerKind(tell);
  const shelves = shelfTally();
  const judging: Omit<Judging, 'numbers'> = {
    ...shopOf(options),
    unknownStock: options.unknownStock ?? 'sell',
    sellFree: options.sellFree ?? false,
    readMoment: options.readMoment,
    ownsSku: (sku, key) => {
      const sharers = feed.skus.shared.get(sku);
      return !sharers || (sharers.size === 1 ? sharers.has(key) : owners.get(sku) === key);
    },
    seen: new Map(),
    toldCurrencies: feed.foreign,
    tellOnce: once.tell,
  };
  const inputs = files.map(({ file }) => file);
  const counted: CountsTold = {
    takenAt: await momentOf(db, inputs, options, tell),
    knows: options.counts ?? null,
    source: inputs.map(({ input }) => basename(input.name)).join(', '),
  };
  const stock = await feedCounts(db, source, counted);
  const settings = { dryRun: options.dryRun ?? false, now: options.now, renamed, counted, feed: stock };
  let counts = NO_COUNTS;
  let chunk: DraftProduct[] = [];
  let weight = { variants: 0, characters: 0 };
  let done = 0;
  let writing: Promise<Written> | null = null;
  async function settle(): Promise<void> {
    const written = await writing;
    writing = null;
    if (!written) return;
    total.new += written.new;
    total.changed += written.changed;
    total.unchanged += written.unchanged;
    total.rejected += written.rejected;
    total.variants += written.variants;
    for (const id of written.ids) changedIds.push(id);
    if (written.counts) counts = addedCounts(counts, written.counts);
  }
  async function flush(): Promise<void> {
    await settle();
    if (chunk.length === 0) return;
    // The next chunk is read while this one is written; a failure is met at the next settle().
    writing = writeProducts(db, source, chunk, settings, tell);
    writing.catch(() => {});
    chunk = [];
    weight = { variants: 0, characters: 0 };
  }
  const rules = { columns: columnsSaid(options) };
  async function* rows(round: number): AsyncGenerator<FeedRow> {
    for (const { file } of files) yield* readRows(file, rules, round === 0 ? tell : () => {});
  }
  for await (const group of grouped(rows, plan)) {
    done += group.length;
    const [{ file }] = group;
    const shape = shapes.get(file);
    if (!shape) continue;
    const told = productOf(shape, group, { currency: options.currency, now: options.now });
    const title = lineOf(told.title);
    const { path: place, origin } = placed({ ...told, title }, scheme);
    const ruled = ruledPath(told, place, options.categories ?? new Map());
    const raw = { ...told, categoryPath: ruled ?? place };
    const draft = checkProduct(raw, { ...judging, numbers: numbers.get(file) ?? PLAIN_NUMBERS }, tell);
    if (draft) {
      chunk.push(draft);
      if (draft.status === 'active')
        shelves.add(place, draft.categoryPath, ruled ? 'merchant' : origin, draft.title);
      weight.variants += draft.variants.length;
      weight.characters += draft.description.length;
    } else total.rejected += 1;
    const full =
      chunk.length >= MOST_PRODUCTS ||
      weight.variants >= MOST_VARIANTS ||
      weight.characters >= MOST_CHARACTERS;
    if (full) {
      await flush();
      options.progress?.(done, plan.rows, 'rows');
    }
  }
  await flush();
  await settle();
  once.close();
  tellCounts(counts, counted, tell);
  options.progress?.(plan.rows, plan.rows, 'rows');
  return {
    ...total,
    counted,
    renamed: renamed.size,
    changedIds,
    shelves: shelves.all(),
    files: files.map((file) => asImported(file, 'imported', source)),
  };
}

/** Tells the first of each kind when it is met, and the rest of a kind that was refused as one number at the end. */
function oncePerKind(tell: Tell) {
  const kinds = new Map<string, { readonly first: Parameters<Tell>[0]; more: number }>();
  return {
    tell(kind: string, finding: Parameters<Tell>[0]): void {
      const known = kinds.get(kind);
      if (known) known.more += 1;
      else {
        kinds.set(kind, { first: finding, more: 0 });
        tell(finding);
      }
    },
    close(): void {
      for (const { first, more } of kinds.values())
        if (more > 0 && first.level === 'rejected')
          tell({
            ...first,
            line: null,
            sku: null,
            found: more,
            count: more,
            reason: `${more} more: ${first.reason}`,
          });
    },
  };
}

const asImported = (
  { file: { input, inspection }, ...more }: Pick<SurveyedFile, 'file' | 'rows'> & Partial<SurveyedFile>,
  outcome: ImportedFile['outcome'],
  source: string,
): ImportedFile => ({
  name: input.name,
  format: inspection.format,
  source,
  encoding: inspection.encoding,
  rows: more.rows,
  bytes: inspection.bytes,
  outcome,
  facts: more.facts ?? [],
  leftOut: more.leftOut ?? [],
});
