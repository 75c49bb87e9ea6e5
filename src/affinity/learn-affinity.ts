import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import type { BasketRow } from './baskets.ts';
import type { FromLearner, LearnedRow, ToLearner } from './learn-worker.ts';

const ORDERS_A_READ = 500;
const DAY_MS = 86_400_000;
const MICROS_A_DAY = DAY_MS * 1000;
const EARLIEST_MICROS = -1e15; // 1938

export interface LearnReport {
  readonly orders: number;
  readonly items: number;
  /** Earlier baskets the weights were fitted on; 0 where there were too few and the first weights stand. */
  readonly fittedOn: number;
}

export interface LearnAffinityOptions {
  readonly now: Date;
  /** Only orders before it; else all up to now. */
  readonly before?: Date | undefined;
  readonly progress?: ((done: number, of: number | null, what?: string) => void) | undefined;
}

/**
 * Learns anew what goes with what from every order that was not cancelled, and puts it in the place of what was known.
 * The arithmetic runs in a thread of its own and the orders are read in small parts, so that the shop goes on
 * answering; readers see the old knowledge until the new is whole.
 */
export async function learnAffinity(db: Database, options: LearnAffinityOptions): Promise<LearnReport> {
  const before = options.before ?? options.now;
  const worker = new Worker(createRequire(import.meta.url).resolve('#src/affinity/learn-worker.ts'));
  const tell = (message: ToLearner) => worker.postMessage(message);
  const answers = answersOf(worker);
  try {
    let read = 0;
    for await (const rows of basketsBefore(db, before)) {
      tell({ verb: 'baskets', rows });
      options.progress?.((read += rows.length), null, 'orders read');
    }
    tell({ verb: 'learn', today: before.getTime() / DAY_MS });
    const generation = await nextGeneration(db);
    for await (const answer of answers) {
      if (answer.verb === 'progress') options.progress?.(answer.done, answer.of, 'learned');
      else if (answer.verb === 'rows') await writeRows(db, generation, answer.rows);
      else return await takeOver(db, generation, answer, options.now, before);
    }
    throw new Error('Learning ended without a result');
  } finally {
    await worker.terminate();
  }
}

async function* answersOf(worker: Worker): AsyncGenerator<FromLearner> {
  const waiting: (FromLearner | Error)[] = [];
  let wake = () => {};
  const put = (one: FromLearner | Error) => {
    waiting.push(one);
    wake();
  };
  worker.on('message', put);
  worker.on('error', put);
  worker.on('exit', () => put(new Error('The learning thread ended early')));
  for (;;) {
    const next = waiting.shift();
    if (next === undefined) await new Promise<void>((resolve) => (wake = resolve));
    else if (next instanceof Error) throw new Error('Learning what goes together failed', { cause: next });
    else yield next;
  }
}

/** The baskets before that instant in the order of their time, some hundred at a time. */
async function* basketsBefore(db: Database, before: Date): AsyncGenerator<readonly BasketRow[]> {
  let [micros, id] = [EARLIEST_MICROS, ''];
  for (;;) {
    const { rows } = await sql<{ id: string; micros: number; customer: string | null; keys: string | null }>`
      with page as materialized (
        select id, placed_at, customer_id from customer_order
        where (placed_at, id) > (timestamptz 'epoch' + ${micros}::bigint * interval '1 microsecond', ${id})
          and placed_at < ${before} and state not in ('cancelled', 'awaiting-payment')
        order by placed_at, id limit ${ORDERS_A_READ})
      select page.id, (extract(epoch from page.placed_at) * 1000000)::bigint as micros, page.customer_id as customer,
        string_agg(coalesce('p:' || v.product_id, 's:' || l.sku), chr(31)) as keys
      from page left join order_line l on l.order_id = page.id and l.returned < l.quantity
        left join variant v on v.sku = l.sku
      group by page.id, page.placed_at, page.customer_id order by page.placed_at, page.id`.execute(db);
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map((row) => ({
      day: row.micros / MICROS_A_DAY,
      customer: row.customer,
      keys: row.keys?.split('\u001f') ?? [],
    }));
    ({ micros, id } = last);
  }
}

/** A number above that of every model, also of one whose learning was broken off; what is left of those goes. */
async function nextGeneration(db: Database): Promise<number> {
  const { rows } = await sql<{ next: number; current: number }>`
    select coalesce(max(generation), 0) + 1 as next,
      coalesce((select generation from affinity_model), 0) as current from affinity_item`.execute(db);
  const [row] = rows as [{ next: number; current: number }];
  await sql`delete from affinity_item where generation <> ${row.current}`.execute(db);
  return row.next;
}

async function writeRows(db: Database, generation: number, rows: readonly LearnedRow[]): Promise<void> {
  await db
    .insertInto('affinity_item')
    .values(rows.map((row) => ({ generation, ...row })))
    .execute();
}

async function takeOver(
  db: Database,
  generation: number,
  learned: Extract<FromLearner, { verb: 'done' }>,
  now: Date,
  before: Date,
): Promise<LearnReport> {
  const model = {
    generation,
    learned_at: now,
    learned_to: before,
    orders: learned.orders,
    weights: JSON.stringify(learned.weights),
    facts: learned.facts,
  };
  await db
    .insertInto('affinity_model')
    .values(model)
    .onConflict((conflict) => conflict.column('one').doUpdateSet(model))
    .execute();
  await sql`delete from affinity_item where generation <> ${generation}`.execute(db);
  return { orders: learned.orders, items: learned.items, fittedOn: learned.fittedOn };
}
