import { collectBaskets, type Baskets } from '#src/affinity/baskets.ts';
import { float, text } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';

export type Baseline = 'popularity' | 'co-occurrence' | 'confidence, mean' | 'confidence, best';
export const BASELINES: readonly Baseline[] = [
  'popularity',
  'co-occurrence',
  'confidence, mean',
  'confidence, best',
];

export interface Baselines {
  /** Baskets before the cut with that SKU. */
  readonly support: (sku: string) => number;
  readonly skus: readonly string[];
  readonly best: (baseline: Baseline, context: readonly string[], most: number) => readonly string[];
}

/** The plain rules that every bundle app offers, counted over the orders before that instant. */
export async function countBaselines(db: Database, before: Date, leastSupport: number): Promise<Baselines> {
  const { rows } = await rowsOf({ id: tables.customer_order.id, day: float, keys: text })`
    select o.id, (extract(epoch from o.placed_at) / 86400)::float8 as day, string_agg(l.sku, chr(31)) as keys
    from customer_order o join order_line l on l.order_id = o.id
    where o.placed_at < ${before} group by o.id order by o.placed_at`.execute(db);
  const collected = collectBaskets();
  for (const row of rows)
    collected.add({ id: row.id, day: row.day, customer: null, keys: row.keys.split('\u001f') });
  const baskets = collected.done();
  const numbers = new Map(baskets.keys.map((key, at) => [key, at]));
  const support = new Float64Array(baskets.keys.length);
  for (const item of baskets.items) support[item] = (support[item] as number) + 1;
  const rowFor = rowCounter(baskets);
  const popular = Array.from(support.keys()).toSorted(
    (a, b) => (support[b] as number) - (support[a] as number),
  );
  return {
    support: (sku) => support[numbers.get(sku) ?? -1] ?? 0,
    skus: baskets.keys,
    best(baseline, context, most) {
      const cart = new Set(context.flatMap((sku) => numbers.get(sku) ?? []));
      const allowed = (item: number) => !cart.has(item) && (support[item] as number) >= leastSupport;
      const named = (items: readonly number[]) => items.map((item) => baskets.keys[item] as string);
      if (baseline === 'popularity') {
        const found: number[] = [];
        for (const item of popular) {
          if (found.length === most) break;
          if (allowed(item)) found.push(item);
        }
        return named(found);
      }
      const scores = new Float64Array(baskets.keys.length);
      for (const item of cart) {
        const row = rowFor(item);
        row.others.forEach((other, at) => {
          const both = row.counts[at] as number;
          const confidence = both / (support[item] as number);
          const before = scores[other] as number;
          scores[other] =
            baseline === 'co-occurrence'
              ? before + both
              : baseline === 'confidence, mean'
                ? before + confidence
                : Math.max(before, confidence);
        });
      }
      const ranked = Array.from(scores.keys())
        .filter((item) => (scores[item] as number) > 0 && allowed(item))
        .toSorted((a, b) => (scores[b] as number) - (scores[a] as number) || a - b);
      return named(ranked.slice(0, most));
    },
  };
}

interface Row {
  readonly others: Int32Array;
  readonly counts: Float32Array;
}

function rowCounter(baskets: Baskets): (item: number) => Row {
  const holding: number[][] = baskets.keys.map(() => []);
  for (let basket = 0; basket < baskets.at.length; basket++)
    for (let at = baskets.start[basket] as number; at < (baskets.start[basket + 1] as number); at++)
      holding[baskets.items[at] as number]?.push(basket);
  const kept = new Map<number, Row>();
  return (item) => {
    const known = kept.get(item);
    if (known) return known;
    const counts = new Map<number, number>();
    for (const basket of holding[item] ?? [])
      for (let at = baskets.start[basket] as number; at < (baskets.start[basket + 1] as number); at++) {
        const other = baskets.items[at] as number;
        if (other !== item) counts.set(other, (counts.get(other) ?? 0) + 1);
      }
    const row = { others: Int32Array.from(counts.keys()), counts: Float32Array.from(counts.values()) };
    kept.set(item, row);
    return row;
  };
}
