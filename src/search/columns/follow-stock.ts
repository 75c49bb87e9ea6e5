import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import type { ResultCache } from './result-cache.ts';
import { forgetFound, type BitsetCache } from './bitset-cache.ts';
import { rowOf, segmentNumber, type Segment } from './segment.ts';
import { setBit, clearBit, hasBit } from '../data-structures/bitset.ts';

const EVERY_MS = 500;
const OVERLAP = '60 seconds'; // a statement may be seen so long after the moment it wrote into its row

export interface Stocked {
  readonly segments: ReadonlyMap<number, Segment>;
  readonly sets: BitsetCache;
  /** What was answered of the stock as it was. */
  readonly answers: ResultCache;
  /** The database's clock when stock was last read. */
  stockReadAt: string;
  /** This process's clock at the same moment. */
  stockLookedAt: number;
}

/** Takes over what was sold or restocked since stock was last read, at most twice a second. */
export async function followStock(db: Database, shelf: Stocked, at: number): Promise<void> {
  if (at - shelf.stockLookedAt < EVERY_MS) return;
  shelf.stockLookedAt = at;
  const { rows } = await sql<{ now: string; product: number; variant: number; out: boolean | null }>`
    select now()::text as now, v.product_id as product, v.id as variant,
      s.tracked and not s.backorder and s.on_hand <= s.reserved as out
    from (select 1) one left join (
      stock s join variant v on v.id = s.variant_id
    ) on s.updated_at > ${shelf.stockReadAt}::timestamptz - ${OVERLAP}::interval`.execute(db);
  for (const { product, variant, out } of rows) {
    const segment = shelf.segments.get(segmentNumber(product));
    const place = segment ? rowOf(segment, product) : -1;
    if (!segment || place < 0) continue;
    const to = segment.variantsFrom[place + 1] ?? 0;
    for (let n = segment.variantsFrom[place] ?? 0; n < to; n += 1) {
      if (segment.variantId[n] !== variant || hasBit(segment.forSale, n) === (out !== true)) continue;
      if (out) clearBit(segment.forSale, n);
      else setBit(segment.forSale, n);
      forgetFound(shelf.sets);
      shelf.answers.clear();
    }
  }
  shelf.stockReadAt = rows[0]?.now ?? shelf.stockReadAt;
}
