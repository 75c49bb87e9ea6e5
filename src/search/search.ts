import { shownWithPassages, withPassages } from '#src/catalog/shown-products.ts';
import type { Database } from '#src/database/database.ts';
import type { SearchResult, Unmatched } from './result.ts';
import { unmatchedFilters } from './relax/unmatched-filters.ts';
import { activeFilters } from '#src/query/filter-text.ts';
import { facetsOf } from './facets/facets.ts';
import { execute } from './list/execute.ts';
import { offeredFilters } from './list/preferences.ts';
import { hydrate } from './list/hydrate.ts';
import { tellingFilters } from './filter/stated-filters.ts';
import { readAgain } from './filter/read-again.ts';
import type { UnusedText } from './retrieve/query-terms.ts';
import { labelled } from '#src/query/label-filters.ts';
import { takeSnapshot } from './snapshot/snapshot.ts';
import { givesWay } from './relax/gives-way.ts';
import { nearMisses } from './relax/near-misses.ts';
import type { SearchQuery } from '#src/query/search-query.ts';
import { hydrateOtherKinds, otherCategories } from './relax/other-categories.ts';
import { asWritten } from '#src/language/tokenizer.ts';
import { fewMentions } from './relax/few-mentions.ts';
import { unsoldThing } from './relax/unsold-thing.ts';
import { unknownNames } from './relax/unknown-names.ts';
import { GIFTS } from '#src/language/english/gifts.ts';
import { prefetch } from './retrieve/prefetch.ts';
import { suggestions } from './suggest/suggestion-cache.ts';

export interface View {
  /** From 1. */
  readonly page: number;
  readonly perPage: number;
  /** The shop's currency: prices in addresses are written in it. */
  readonly currency: string;
  /** The shop's: chips and what near misses have instead are printed in it. */
  readonly locale: string;
  /** Products as a page for everybody shows them, which may stand in memory; default: as they are, each piece counted. */
  readonly asShown?: boolean;
  /** Where the words name a kind of thing, what is of another is left out, as in talk. Default: it stands behind. */
  readonly ofKind?: boolean;
}

const MOST_PER_PAGE = 100;
const MOST_NEAR = 6;
const OF_ANYTHING: ReadonlySet<string> = new Set(['price', 'rating', 'on_sale']);
const MOST_UNUSED = 3; // numbers that are told as unused

/**
 * Products that satisfy every filter with one variant that can be bought, best first, with facets that are right under
 * the other filters, and the nearest products where nothing fits. Counts are exact for filters alone; with words they
 * are over the best `bounds.candidates` matches.
 */
export async function search(db: Database, asked: SearchQuery, view: View): Promise<SearchResult> {
  const snapshot = await takeSnapshot(db, performance.now(), view.asShown);
  const { keys } = snapshot;
  const perPage = Math.min(Math.max(1, Math.trunc(view.perPage) || 1), MOST_PER_PAGE);
  const page = Math.max(1, Math.trunc(view.page) || 1);
  const cut = { page, perPage, ofKind: view.ofKind ?? false };
  const tell = (one: SearchQuery): SearchQuery => ({ ...one, filters: tellingFilters(one.filters, keys) });
  let query = labelled(asked, keys, view.currency);
  let matches = await execute(snapshot, tell(query), cut);
  const { correctedText } = matches;
  const again = correctedText ? await readAgain(db, query, correctedText) : null;
  if (again) {
    query = labelled(again, keys, view.currency);
    matches = await execute(snapshot, tell(query), cut);
  }
  const telling = tell(query);
  // Words that name nothing here leave the answer to the filters, unless these tell nothing of the thing either.
  const dropped = !matches.isKnown && query.filters.some(({ key }) => !OF_ANYTHING.has(key));
  const read: SearchQuery = dropped ? { ...telling, text: '' } : telling;
  if (dropped) {
    const { unknown, bounds } = matches.unused;
    const missed = unknown.filter((word) => query.having?.some((one) => one.toLowerCase() === word));
    matches = { ...(await execute(snapshot, read, cut)), unused: { unknown: missed, bounds } };
  }
  const others = page === 1 ? await otherCategories(snapshot, read, matches) : null;
  // Facets are counted while the database reads the page.
  const readProducts = view.asShown && query.quantity === null ? shownWithPassages : withPassages;
  const reading = readProducts(db, [...matches.page, ...(others?.ids ?? [])]);
  const facets = facetsOf(snapshot, read, matches, view.currency);
  const products = new Map((await reading).map((one) => [one.product.id, one]));
  const hits = hydrate(snapshot, read, matches, view.locale, products);
  const near =
    matches.total === 0 ? await nearMisses(snapshot, telling, { most: MOST_NEAR, locale: view.locale }) : [];
  const way = matches.total === 0 ? await givesWay(snapshot, telling) : [];
  const { thing = null } = query;
  const isTold = thing === null || matches.unused.unknown.some((word) => thing.split(' ').includes(word));
  const unsold = isTold ? null : await unsoldThing(snapshot, thing, matches.correctedText ?? query.text);
  const few = unsold ? [] : await fewMentions(snapshot, telling, matches, view.locale);
  const absent: readonly Unmatched[] = [
    ...(unsold ? [unsold] : []),
    ...few,
    ...(await unknownNames(db, query.names ?? [], snapshot)).map((name) => ({ kind: 'name', name }) as const),
    ...unusedOf(matches.unused, query.text, [
      ...(unsold ? [unsold.name] : []),
      ...(query.names ?? []),
      ...(query.isGift ? GIFTS : []),
    ]),
    ...(matches.total === 0 ? await unmatchedFilters(db, query, keys) : []),
  ];
  return {
    query,
    total: matches.total,
    page,
    pages: Math.ceil(matches.total / perPage),
    hits,
    nearMisses: near,
    givesWay: way,
    otherCategories: others ? hydrateOtherKinds(snapshot, read, others, view.locale, products) : [],
    facets,
    unmatched: absent,
    activeFilters: activeFilters(query, view.currency, view.locale),
    offered: offeredFilters(snapshot, read, matches.candidates, view.currency, view.locale),
    correctedText: dropped ? '' : correctedText,
  };
}

/** What is said of the words that neither limited nor ranked, briefly; names are told apart. */
function unusedOf(
  { unknown, bounds }: UnusedText,
  text: string,
  names: readonly string[],
): readonly Unmatched[] {
  const told = names.join(' ').toLowerCase();
  const words = unknown.filter((word) => !told.includes(word)).map((word) => asWritten(text, word));
  return [
    ...(words.length ? [{ kind: 'words', words } as const] : []),
    ...bounds.slice(0, MOST_UNUSED).map((bound) => ({ kind: 'bound', bound }) as const),
  ];
}

/** Waits until everything is read that a first question or keystroke would otherwise wait for. */
export async function readySearch(db: Database): Promise<void> {
  const { index, attributesVersion } = await takeSnapshot(db);
  await suggestions.at(db, attributesVersion);
  if (index.generation > 0) await prefetch(db, index);
}
