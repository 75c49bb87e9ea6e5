import { productsById } from '#src/catalog/product-store.ts';
import type { NearHit } from '../result.ts';
import { fit, type Fitting } from '../list/execute.ts';
import { isNegated } from '../query/filters.ts';
import type { Moment } from '../list/snapshot.ts';
import { closest } from './near-misses.ts';
import type { Need } from '../query.ts';
import { limitWords } from '../rank/filter-terms.ts';

const ENOUGH = 12; // hits from which nobody needs a neighbour

/**
 * Where few products of the kind that was named fit: the best matches of other kinds that keep every other limit. What
 * a thing is called is the softest thing that a shopper says; prices, sizes and the rest stay as they were said.
 */
export async function neighboursOf(
  moment: Moment,
  need: Need,
  fitting: Fitting,
): Promise<readonly NearHit[]> {
  const isKind = (limit: Need['limits'][number]) => limit.key === 'category' && !isNegated(limit);
  const kinds = need.limits.filter(isKind);
  if (fitting.total === 0 || fitting.total >= ENOUGH || !kinds.length || need.sort !== 'best') return [];
  const limits = need.limits.filter((limit) => !isKind(limit));
  const text = `${need.text} ${limitWords({ ...need, limits: kinds })}`.trim();
  const found = await fit(
    moment,
    { ...need, text, limits },
    {
      page: 1,
      perPage: 2 * ENOUGH,
      isCounted: false,
    },
  );
  const shown = new Set(fitting.page);
  const ids = found.page.filter((id) => !shown.has(id)).slice(0, ENOUGH - fitting.total);
  const products = await productsById(moment.db, ids);
  return products.flatMap((product) => {
    const { variant, breaches } = closest(product, need, moment.keys);
    // Rows are asked last: what broke another limit a moment ago is no neighbour.
    if (breaches.some(({ broken }) => broken.limit.key !== 'category')) return [];
    const score = found.scores.get(product.id) ?? 0;
    return [{ product, variant, score, reason: null, breaks: breaches.map((one) => one.broken) }];
  });
}
