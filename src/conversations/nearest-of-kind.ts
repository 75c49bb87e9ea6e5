import type { Database } from '#src/database/database.ts';
import { formatMoney, money } from '#src/money/money.ts';
import type { BrokenLimit, NearHit, SearchAnswer, SearchHit } from '#src/search/result.ts';
import type { Limit, Need } from '#src/search/query.ts';
import { search } from '#src/search/search.ts';
import { statedText } from './relative-limit.ts';

const MOST = 3;

/**
 * The near products of an answer, of the kind that was asked for wherever the shop has any: somebody who asks for
 * shoes under $10 is told what the least expensive shoe costs, and is not offered a bottle.
 */
export async function nearestOfKind(
  db: Database,
  answer: SearchAnswer,
  currency: string,
  locale: string,
): Promise<readonly NearHit[]> {
  const ofKind = answer.near.filter((hit) => !hit.breaks.some(({ limit }) => limit.key === 'category'));
  const kind = answer.need.limits.filter((limit) => limit.key === 'category');
  if (answer.total > 0 || ofKind.length || kind.length === 0) return ofKind.length ? ofKind : answer.near;
  const price = answer.need.limits.find((limit) => limit.key === 'price' && limit.kind === 'range');
  const rest = answer.need.limits.filter((limit) => limit.key !== 'price');
  // First without the price alone, then the kind with nothing else.
  const attempts = [
    { text: answer.need.text, limits: rest },
    { text: '', limits: kind },
  ];
  for (const attempt of price ? attempts : attempts.slice(1)) {
    const need: Need = { ...answer.need, ...attempt, sort: toward(price) };
    const found = await search(db, need, { page: 1, perPage: MOST, currency });
    if (found.hits.length)
      return found.hits.map((hit) => ({
        ...hit,
        breaks: [
          ...priceBreak(hit.variant.price.minor, price, currency, locale),
          ...(attempt.limits === kind
            ? rest.filter((limit) => limit.key !== 'category').map((limit) => unmet(hit, limit))
            : []),
        ],
      }));
  }
  return answer.near;
}

/** A limit that was let go, with what the product has instead. */
function unmet({ product, variant }: SearchHit, limit: Limit): BrokenLimit {
  const option = Object.entries(variant.options).find(([name]) => name.toLowerCase() === limit.key)?.[1];
  return { limit, actual: option ?? statedText(product, limit.key) ?? 'not as asked', by: null };
}

const toward = (price: Limit | undefined): Need['sort'] =>
  price?.kind !== 'range' ? 'best' : price.max === null ? 'price-high' : 'price-low';

function priceBreak(
  minor: number,
  limit: Limit | undefined,
  currency: string,
  locale: string,
): NearHit['breaks'] {
  if (limit?.kind !== 'range') return [];
  const off =
    limit.max !== null && minor > limit.max ? minor - limit.max : limit.min !== null ? limit.min - minor : 0;
  if (off <= 0) return [];
  const words = limit.max !== null && minor > limit.max ? 'over' : 'under';
  return [
    {
      limit,
      actual: formatMoney(money(minor, currency), locale),
      by: `${formatMoney(money(off, currency), locale)} ${words}`,
    },
  ];
}
