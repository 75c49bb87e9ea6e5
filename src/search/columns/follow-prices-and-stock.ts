import { sql } from 'kysely';
import { canBeBoughtSql } from '#src/inventory/stock-sql.ts';
import { isReducedSql } from '#src/catalog/reduced.ts';
import { answerIsBehind, areOffersSettled } from '#src/database/changes.ts';
import { json, nullable, text } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';
import { BLOCK_BITS, type Item } from '../engine/engine.ts';
import { AT_ONCE, readBlocks, type OpenColumnStore } from './column-store.ts';

const EVERY_MS = 500; // looks at what was counted and not yet to be seen
const OVERLAP_MS = 60_000; // a statement may be seen so long after the moment that it wrote into its row
const MANY = 200; // changed within the overlap, from which a look costs too much to be taken with every question
const MS_EACH = 0.1; // between looks for each of so many: after an import, looking takes a few hundredths of the time

/**
 * Takes over what was sold, restocked or priced anew since it was last read. `changes`: the database's count of such
 * changes; while it stands still nothing is asked but for what was counted and not yet to be seen. `at`: this process's
 * clock in milliseconds.
 */
export async function followPricesAndStock(
  db: Database,
  columns: OpenColumnStore,
  changes: number,
  at: number,
): Promise<void> {
  const { offers } = columns;
  const isNew = changes > offers.changes; // a request that came earlier may have read fewer
  const isRecent = at - offers.lookedAt < Math.max(EVERY_MS, offers.met > MANY ? offers.met * MS_EACH : 0);
  const isSettled = at - offers.changedAt > OVERLAP_MS;
  if (isNew ? !(isRecent && offers.met > MANY) : !isRecent && !isSettled) {
    if (isNew) offers.changedAt = at;
    offers.changes = changes;
    offers.lookedAt = at;
    offers.look = look(db, columns, changes).finally(() => (offers.look = null));
  }
  // Another question may be looking for the same.
  await offers.look;
  if (offers.whole < changes) answerIsBehind();
}

interface OfferRow {
  readonly product: number;
  readonly variant: number;
  readonly price: number;
  readonly currency: string;
  readonly reduced: boolean;
  readonly buyable: boolean;
}

/** One look; what it finds is whole where no seller was about to commit before it. */
async function look(db: Database, columns: OpenColumnStore, changes: number): Promise<void> {
  const isSettled = await areOffersSettled(db);
  const isTaken = await takeOver(db, columns);
  columns.offers.whole = isSettled && isTaken ? changes : -1;
}

/** Answers whether all that was found stands in the columns by now. */
async function takeOver(db: Database, columns: OpenColumnStore): Promise<boolean> {
  const before = columns.offers.readAt;
  const since = sql`${before}::timestamptz - make_interval(secs => ${OVERLAP_MS / 1_000})`;
  const { rows } = await rowsOf({ now: text, offers: nullable(json<readonly OfferRow[]>()) })`
    select now()::text as now, (
      select json_agg(json_build_object('product', v.product_id, 'variant', v.id, 'price', v.price_minor,
        'currency', v.currency, 'reduced', ${isReducedSql}, 'buyable', ${canBeBoughtSql}))
      from (select variant_id as id from stock where updated_at > ${since}
          union select id from variant where priced_at > ${since}) c
        join variant v on v.id = c.id left join stock s on s.variant_id = v.id) as offers`.execute(db);
  const [row] = rows;
  if (!row) return true;
  const priced = new Set<number>();
  for (const offer of row.offers ?? []) {
    const { product, variant, buyable } = offer;
    const held = columns.engine.item(product, variant);
    if (!held) continue;
    if (!isPricedSo(held, offer)) priced.add(product >> BLOCK_BITS);
    if (held.isAvailable !== buyable) columns.engine.setAvailable(product, variant, buyable);
  }
  columns.offers.readAt = row.now;
  columns.offers.met = row.offers?.length ?? 0;
  if (!priced.size) return true;
  // Prices stand in order: a block in which one has changed is read anew.
  const work = readBlocks(db, columns, [...priced]);
  if (priced.size <= AT_ONCE) {
    await work;
    return true;
  }
  void work.catch(() => {
    columns.offers.readAt = before; // the next question looks again
    columns.offers.changes = -1;
  });
  return false;
}

const isPricedSo = ({ numbers, units, flags }: Item, { price, currency, reduced }: OfferRow): boolean =>
  numbers['price'] === price && units['price'] === currency && flags['on_sale'] === reduced;
