import { once } from 'node:events';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { sql } from 'kysely';
import { integer, json, nullable, text } from '#src/database/column-kinds.ts';
import type { Attribute } from '#src/catalog/product.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import type { DueLearned, ToDueLearner } from './learn-due-worker.ts';
import { dayOf, type Purchase } from './purchase-days.ts';
import { statedDays } from './stated-days.ts';

type Learning = Extract<ToDueLearner, { verb: 'learn' }>;

const ROWS = 20_000;

export interface Learned {
  readonly lines: number;
  readonly items: number;
  /** Earlier cases the weights were fitted on; 0 where the shop has too few. */
  readonly fittedOn: number;
}

/** Learns anew, from every order before `now`, when things run out, and puts it in the place of what was known. */
export async function learnReplenishment(db: Database, now: Date): Promise<Learned> {
  const worker = new Worker(createRequire(import.meta.url).resolve('#src/replenishment/learn-due-worker.ts'));
  try {
    const tell = (message: ToDueLearner) => worker.postMessage(message);
    let lines = 0;
    for await (const purchases of purchasesBefore(db, now)) {
      lines += purchases.length;
      tell({ verb: 'purchases', purchases });
    }
    tell({ verb: 'learn', day: dayOf(now), ...(await whatIsSold(db)) });
    const [answer] = (await once(worker, 'message')) as [DueLearned];
    await keep(db, answer, now);
    return { lines, items: answer.items.length, fittedOn: answer.model.fittedOn };
  } finally {
    await worker.terminate();
  }
}

async function* purchasesBefore(db: Database, now: Date): AsyncGenerator<readonly Purchase[]> {
  let after = { at: new Date(0), id: '', position: -1 };
  for (;;) {
    const { rows } = await rowsOf({
      ...columns('customer_order', 'placed_at', 'id'),
      ...columns('order_line', 'position', 'sku'),
      customer_id: text,
      left: integer,
    })`
      select o.customer_id, o.placed_at, o.id, l.position, l.sku, l.quantity - l.returned as left
      from customer_order o join order_line l on l.order_id = o.id
      where o.customer_id is not null and o.state in ('paid', 'sent', 'delivered') and o.placed_at < ${now}
        and (o.placed_at, o.id, l.position) > (${after.at}::timestamptz, ${after.id}, ${after.position})
      order by o.placed_at, o.id, l.position limit ${ROWS}`.execute(db);
    const last = rows.at(-1);
    if (!last) return;
    yield rows.flatMap((row) =>
      row.left > 0
        ? [{ customer: row.customer_id, item: row.sku, day: dayOf(row.placed_at), quantity: row.left }]
        : [],
    );
    after = { at: last.placed_at, id: last.id, position: last.position };
  }
}

/** Of every SKU its category; of those that were ever bought how many days one lasts, where it is stated. */
async function whatIsSold(db: Database): Promise<Pick<Learning, 'categories' | 'lasts'>> {
  const { rows } = await rowsOf({ sku: tables.variant.sku, category: nullable(text) })`
    select v.sku, p.category_slugs[array_length(p.category_slugs, 1)] as category
    from variant v join product p on p.id = v.product_id`.execute(db);
  const bought = await rowsOf({
    sku: tables.variant.sku,
    own: json<readonly Attribute[]>(),
    attributes: json<readonly Attribute[]>(),
  })`
    select v.sku, v.attributes as own, p.attributes from variant v join product p on p.id = v.product_id
    where exists (select 1 from order_line l where l.sku = v.sku)`.execute(db);
  return {
    categories: new Map(rows.map((row) => [row.sku, row.category ?? ''])),
    lasts: new Map(
      bought.rows.flatMap(({ sku, own, attributes }) => {
        const lasts = statedDays({ attributes }, { attributes: own });
        return lasts === null ? [] : [[sku, lasts]];
      }),
    ),
  };
}

async function keep(
  db: Database,
  { model, overall, levels, namesDays, items }: DueLearned,
  now: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`insert into replenishment_model (weights, features, middle, spread, lower, upper, steady, fitted_on, learned_at)
      values (${JSON.stringify(model.logistic.weights)}::jsonb, ${JSON.stringify(model.features)}::jsonb,
        ${overall.middle}, ${overall.spread}, ${levels?.lower ?? null}, ${levels?.upper ?? null}, ${namesDays}, ${model.fittedOn}, ${now})
      on conflict (single) do update set weights = excluded.weights, features = excluded.features,
        middle = excluded.middle, lower = excluded.lower, upper = excluded.upper, steady = excluded.steady,
        spread = excluded.spread, fitted_on = excluded.fitted_on, learned_at = excluded.learned_at`.execute(
      trx,
    );
    await sql`delete from replenishment_item`.execute(trx);
    await sql`insert into replenishment_item (sku, middle, spread)
      select * from unnest(${items.map((one) => one.item)}::text[], ${items.map((one) => one.middle)}::float8[],
        ${items.map((one) => one.spread)}::float8[])`.execute(trx);
  });
}
