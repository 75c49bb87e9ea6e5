import { sortKeys } from '../columns/catalogue-schema.ts';
import type { Listed, Page } from '../engine/engine.ts';
import { fieldQuery } from '../filter/field-query.ts';
import { denialsIn, type Denials } from '#src/language/denied-words.ts';
import { deniedProducts } from '../rank/denied-products.ts';
import { liftSuiting, suitingFirst, suitsPerson, withStating, type Suits } from './for-person.ts';
import { productsOfKind } from './of-kind.ts';
import { rank } from '../rank/rank.ts';
import { rankWithin } from './ranked-list.ts';
import { toldFree } from './told-free.ts';
import { codesAt } from '#src/query-understanding/read-codes.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { isNegated } from '#src/query/filters.ts';
import type { Filter, SearchQuery } from '#src/query/search-query.ts';
import { NOTHING_UNUSED, type QueryTerm, type UnusedText } from '../retrieve/query-terms.ts';

const A_PAGE = 24;
const MOST_LISTED = 20_000; // products, where some of them must be passed over

/** What fits a query before it is cut into pages. */
export interface Matches {
  readonly total: number;
  /** Product ids in order: those of the page asked for. */
  readonly page: readonly number[];
  /** 1 is the best match of the words; empty without words. */
  readonly scores: ReadonlyMap<number, number>;
  /** The products that facets are counted over; null: all that satisfy the filters. */
  readonly candidates: readonly number[] | null;
  /** The best matches of the words, more than satisfy the filters; null where these were not enough. */
  readonly pool: readonly number[] | null;
  /** The question's own words in the catalogue; empty without words. */
  readonly terms: readonly QueryTerm[];
  readonly correctedText: string | null;
  /** Whether any of the query's words is in the catalogue; true where it has none. */
  readonly isKnown: boolean;
  /** What of the words nothing was ranked by. */
  readonly unused: UnusedText;
}

/**
 * Ranks or sorts what satisfies the filters. With words at most `bounds.candidates` products match, `bounds.sorted` where they
 * are sorted by something else.
 */
export async function execute(
  snapshot: Snapshot,
  query: SearchQuery,
  cut: {
    readonly page: number;
    readonly perPage: number;
    /** Facets are counted of it. Default: true. */
    readonly isCounted?: boolean;
    /** What is not of the kind that the words name is left out. Default: false. */
    readonly ofKind?: boolean;
  },
): Promise<Matches> {
  const offset = (cut.page - 1) * cut.perPage;
  const found = query.code
    ? (await codesAt(snapshot.db, snapshot.attributesVersion)).find(query.code.written)
    : null;
  const coded = found?.products ?? [];
  const held = coded.length ? snapshot.columns.engine.among(fieldQuery(query, snapshot.keys), coded) : [];
  const byCode = coded.filter((id) => held.includes(id));
  if (query.code?.isAll && coded.length) {
    const ids =
      query.sort === 'best'
        ? byCode
        : listed(snapshot, query, { most: byCode.length, offset: 0, among: byCode }).ids;
    return {
      ...UNRANKED,
      total: ids.length,
      page: ids.slice(offset, offset + cut.perPage),
      candidates: ids,
      pool: coded,
    };
  }
  const said = denialsIn(query.text);
  const phrases = deniedBy(query, said);
  const denied = await deniedProducts(snapshot.db, snapshot.index, phrases);
  const person = await suitsPerson(snapshot, query);
  const withTold = async (ids: readonly number[]): Promise<Suits> =>
    query.sort === 'best' ? new Map([...person, ...(await toldFree(snapshot.db, ids, phrases))]) : new Map();
  if (!said.asked) {
    const unused = { unknown: [], bounds: said.unread };
    const suits = await withTold(phrases.length ? await mentioning(snapshot, phrases) : []);
    const isChosen = denied.size + suits.size > 0;
    const page = isChosen ? { most: MOST_LISTED, offset: 0 } : { most: cut.perPage, offset };
    const { ids, total } = listed(snapshot, query, page);
    if (!isChosen) return { ...UNRANKED, total, page: ids, candidates: null, pool: null, unused };
    const left = suitingFirst(ids, withStating(snapshot, query, ids, suits)).filter((id) => !denied.has(id));
    const shown = left.slice(offset, offset + cut.perPage);
    return { ...UNRANKED, total: left.length, page: shown, candidates: left, pool: null, unused };
  }
  const { ranking, pool } = await rankWithin(snapshot, query, {
    isCounted: cut.isCounted ?? true,
    passedOver: denied,
  });
  const scores = new Map(ranking.ranked.map((one) => [one.productId, one.score]));
  const suits = await withTold(ranking.ranked.map((one) => one.productId));
  const ranked = liftSuiting(ranking.ranked, suits).map((one) => one.productId);
  const all =
    query.sort === 'best'
      ? [...new Set([...codedFirst(byCode, ranked), ...unworded(snapshot, query, ranked, denied, suits)])]
      : listed(snapshot, query, { most: ranked.length, offset: 0, among: suiting(ranked, person) }).ids;
  const isTold = !cut.ofKind || query.isGift || query.filters.some(isKind);
  const kind = isTold ? null : await productsOfKind(snapshot, query.text, ranking);
  const ordered = kind ? all.filter((id) => kind.has(id) || byCode.includes(id)) : all;
  return {
    total: ordered.length,
    page: ordered.slice(offset, offset + cut.perPage),
    scores,
    candidates: ordered,
    pool: ordered.length > ranked.length || kind ? null : pool,
    terms: ranking.asked,
    correctedText: byCode.length ? null : ranking.correctedText,
    isKnown: ranking.isKnown || byCode.length > 0,
    unused:
      byCode.length && found?.fit !== 'near'
        ? NOTHING_UNUSED
        : { ...ranking.unused, bounds: [...ranking.unused.bounds, ...said.unread] },
  };
}

/** Without what is for others alone, where something else is left. */
function suiting(ids: readonly number[], person: Suits): readonly number[] {
  const left = ids.filter((id) => person.get(id) !== -1);
  return left.length ? left : ids;
}

const isKind = (filter: Filter): boolean => filter.key === 'category' && !isNegated(filter);

/** The products that have most to say of what is denied. */
async function mentioning(snapshot: Snapshot, phrases: readonly string[]): Promise<readonly number[]> {
  const { ranked } = await rank(snapshot.db, phrases.join(' '), { snapshot, reasons: [0, 0] });
  return ranked.map((one) => one.productId);
}

const OF_PRODUCT: ReadonlySet<string> = new Set(['category', 'brand']);

/** What must not be in a product's name: what the words deny, and a denied value that many products do not state. */
const deniedBy = ({ filters }: SearchQuery, { denied }: Denials): readonly string[] => [
  ...denied,
  ...filters.flatMap((one) =>
    one.kind === 'any-of' && one.negated && !OF_PRODUCT.has(one.key) ? one.values : [],
  ),
];

const UNRANKED = {
  scores: new Map<number, number>(),
  terms: [],
  correctedText: null,
  isKnown: true,
  unused: NOTHING_UNUSED,
} as const;

/** Products whose code was asked for, in the order of the words where these tell them apart, before all others. */
function codedFirst(byCode: readonly number[], ranked: readonly number[]): readonly number[] {
  const isCoded = new Set(byCode);
  return [...ranked.filter((id) => isCoded.has(id)), ...byCode, ...ranked];
}

/**
 * Where the words find less than a page, what else satisfies the filters and preferences follows: words order, filters
 * decide. Not where only a price was named, which says nothing of the kind of thing, unless a present is asked for.
 */
function unworded(
  snapshot: Snapshot,
  query: SearchQuery,
  ranked: readonly number[],
  denied: ReadonlySet<number>,
  suits: Suits,
): readonly number[] {
  if (ranked.length >= A_PAGE || (ranked.length === 0 && !query.isGift)) return [];
  const filters = [...query.filters, ...query.preferences];
  if (!query.isGift && filters.every((filter) => filter.key === 'price')) return [];
  const most = suits.size ? MOST_LISTED : A_PAGE;
  const { ids } = listed(snapshot, { ...query, filters }, { most, offset: 0 });
  return suitingFirst(ids, suits)
    .filter((id) => !ranked.includes(id) && !denied.has(id))
    .slice(0, A_PAGE - ranked.length);
}

const listed = ({ columns, keys }: Snapshot, query: SearchQuery, page: Omit<Page, 'sort'>): Listed =>
  columns.engine.list(fieldQuery(query, keys), { ...page, sort: sortKeys[query.sort] });
