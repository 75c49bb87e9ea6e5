import { currentRequest, oncePerRequest } from '#src/log/request-id.ts';
import { arrayOf, integer } from './column-kinds.ts';
import type { Database } from './database.ts';
import { rowsOf } from './rows.ts';

/** How far the database's changes have come. */
export interface Changes {
  /** Grows with every change of products, variants, categories and their words but of prices, stock and ratings. */
  readonly catalogue: number;
  /** Grows with every other change that a page for everybody shows: prices, stock, ratings, reviews, what was learned. */
  readonly pages: number;
}

/** The same, as one request reads it. */
export interface SettledChanges extends Changes {
  /**
   * Whether no writer was about to commit what is counted already: what is read from now on then holds all of it. What
   * was read before a commit would be taken for what came after it, and must not be kept.
   */
  readonly isSettled: boolean;
  /** The version of the attributes as last announced; 0 before any were. */
  readonly attributes: number;
  /** Grows with every change of a price or a stock, shown or not. */
  readonly offers: number;
}

const PAGES = 1; // kinds of changes, as migration 0156 numbers them
const OFFERS = 2;
const CHANGES = 'changes'; // what a request keeps them by

/** Read at most once a request, never before it came. */
export const changesOf = (db: Database): Promise<SettledChanges> =>
  oncePerRequest(CHANGES, async () => {
    const { rows } = await rowsOf({
      catalogue: integer,
      pages: integer,
      attributes: integer,
      offers: integer,
      unsettled: arrayOf(integer),
    })`
      select c.last_value as catalogue, p.last_value as pages, o.last_value as offers,
        coalesce((select version from search_fact_state), 0) as attributes, unsettled_changes() as unsettled
      from catalogue_change c, page_change p, offer_change o`.execute(db);
    const { unsettled, ...changes } = only(rows); // looked at after the counts were read
    return { ...changes, isSettled: !unsettled.includes(PAGES) };
  });

/** The same where this request has asked already. */
export const changesRead = (): Promise<SettledChanges> | undefined =>
  currentRequest()?.kept.get(CHANGES) as Promise<SettledChanges> | undefined;

/** The same of the count of offers (migration 0141), which moves with every piece that is sold; ask after it was read. */
export async function areOffersSettled(db: Database): Promise<boolean> {
  const { rows } = await rowsOf({ unsettled: arrayOf(integer) })`
    select unsettled_changes() as unsettled`.execute(db);
  return !only(rows).unsettled.includes(OFFERS);
}

/** For `followVersion`: whether a value of the catalogue serves; one read of unsettled changes serves nobody else. */
export const stillStands = (held: SettledChanges, wanted: Changes): boolean =>
  held.isSettled && held.catalogue >= wanted.catalogue;

interface Reading {
  begun: boolean;
  readonly ended: Promise<Changes>;
}
const readings = new WeakMap<Database, { running: Promise<unknown>; next: Reading | null }>();

/** How far they have come by now. All who ask while one reading runs share the next one, which begins after they asked. */
export function changesNow(db: Database): Promise<Changes> {
  const own = readings.get(db) ?? { running: Promise.resolve(), next: null };
  readings.set(db, own);
  if (own.next && !own.next.begun) return own.next.ended;
  const next: Reading = { begun: false, ended: own.running.then(begin, begin) };
  function begin(): Promise<Changes> {
    next.begun = true;
    return readNow(db);
  }
  own.next = next;
  own.running = next.ended.catch(() => {});
  return next.ended;
}

async function readNow(db: Database): Promise<Changes> {
  const { rows } = await rowsOf({ catalogue: integer, pages: integer })`
    select c.last_value as catalogue, p.last_value as pages from catalogue_change c, page_change p`.execute(
    db,
  );
  return only(rows);
}

function only<Row>([row]: readonly Row[]): Row {
  if (!row) throw new Error('The counts of changes are not there; run the migrations on a fresh database.');
  return row;
}

/** Says that this request is answered from something older than what stands: its answer is for it alone. */
export function answerIsBehind(): void {
  currentRequest()?.kept.set(BEHIND, true);
}

/** Says that what this request is answered may be said until then and no longer. */
export function answerHoldsUntil(moment: Date): void {
  const kept = currentRequest()?.kept;
  kept?.set(UNTIL, Math.min(Number(kept.get(UNTIL) ?? Infinity), moment.getTime()));
}

/** Until when (milliseconds since 1970) what that request was answered holds while nothing changes; null: for nobody else. */
export const holdsUntil = (kept: ReadonlyMap<string, unknown>): number | null =>
  kept.get(BEHIND) ? null : Number(kept.get(UNTIL) ?? Infinity);

const BEHIND = 'answer is behind';
const UNTIL = 'answer holds until';
