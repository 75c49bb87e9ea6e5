import type { Database } from '#src/database/database.ts';
import { formatMoney, money } from '#src/money/money.ts';
import type { NearMiss, SearchResult, SearchHit } from '#src/search/result.ts';
import type { Violation } from '#src/query/violations.ts';
import type { Filter, SearchQuery } from '#src/query/search-query.ts';
import { search } from '#src/search/search.ts';
import { statedText } from './relative-filter.ts';

const MOST = 3;

/**
 * The near products of an answer, of the kind that was asked for wherever the shop has any: somebody who asks for
 * shoes under $10 is told what the least expensive shoe costs, and is not offered a bottle.
 */
export async function nearestOfKind(
  db: Database,
  result: SearchResult,
  currency: string,
  locale: string,
): Promise<readonly NearMiss[]> {
  const ofKind = result.nearMisses.filter(
    (hit) => !hit.violations.some(({ filter }) => filter.key === 'category'),
  );
  const kind = result.query.filters.filter((filter) => filter.key === 'category');
  const price = result.query.filters.find((filter) => filter.key === 'price' && filter.kind === 'range');
  const rest = result.query.filters.filter((filter) => filter.key !== 'price');
  if (result.total === 0 && kind.length === 0 && price && result.query.text)
    return nearestInPrice(db, { ...result.query, filters: rest }, price, currency, locale);
  if (result.total > 0 || ofKind.length || kind.length === 0)
    return ofKind.length ? ofKind : result.nearMisses;
  // First without the price alone, then the kind with nothing else.
  const attempts = [
    { text: result.query.text, filters: rest },
    { text: '', filters: kind },
  ];
  for (const attempt of price ? attempts : attempts.slice(1)) {
    const query: SearchQuery = { ...result.query, ...attempt, sort: toward(price) };
    const found = await search(db, query, { page: 1, perPage: MOST, currency, locale });
    if (found.hits.length)
      return found.hits.map((hit) => ({
        ...hit,
        violations: [
          ...priceBreak(hit.variant.price.minor, price, currency, locale),
          ...(attempt.filters === kind
            ? rest.filter((filter) => filter.key !== 'category').map((filter) => unmet(hit, filter))
            : []),
        ],
      }));
  }
  return result.nearMisses;
}

const LOOKED_AT = 6; // that the words fit best, of which those nearest in price are told

/** What the words name, those nearest to the price first. */
async function nearestInPrice(
  db: Database,
  query: SearchQuery,
  price: Filter,
  currency: string,
  locale: string,
): Promise<readonly NearMiss[]> {
  const found = await search(db, query, { page: 1, perPage: LOOKED_AT, currency, locale });
  const off = ({ variant }: SearchHit) => offBy(variant.price.minor, price);
  return found.hits
    .toSorted((a, b) => off(a) - off(b))
    .slice(0, MOST)
    .map((hit) => ({ ...hit, violations: priceBreak(hit.variant.price.minor, price, currency, locale) }));
}

/** A filter that was let go, with what the product has instead. */
function unmet({ product, variant }: SearchHit, filter: Filter): Violation {
  const option = Object.entries(variant.options).find(([name]) => name.toLowerCase() === filter.key)?.[1];
  return { filter, actual: option ?? statedText(product, filter.key) ?? 'not as asked', by: null };
}

const toward = (price: Filter | undefined): SearchQuery['sort'] =>
  price?.kind !== 'range' ? 'best' : price.max === null ? 'price-high' : 'price-low';

/** How far a price lies outside of a range; 0 within it. */
const offBy = (minor: number, filter: Filter): number =>
  filter.kind !== 'range'
    ? 0
    : filter.max !== null && minor > filter.max
      ? minor - filter.max
      : Math.max(0, (filter.min ?? minor) - minor);

function priceBreak(
  minor: number,
  filter: Filter | undefined,
  currency: string,
  locale: string,
): NearMiss['violations'] {
  if (filter?.kind !== 'range') return [];
  const off = offBy(minor, filter);
  if (off <= 0) return [];
  const words = filter.max !== null && minor > filter.max ? 'over' : 'under';
  return [
    {
      filter,
      actual: formatMoney(money(minor, currency), locale),
      by: `${formatMoney(money(off, currency), locale)} ${words}`,
    },
  ];
}
