import { sql } from 'kysely';
import { integer, timestamp } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';
import { rememberedText } from './basket-text.ts';
import type { BasketRow } from './baskets.ts';
import { alignedWeights, FEATURES } from './candidate-features.ts';
import type { Policy } from './choose-weights.ts';
import type { FromLearner, LearnedRow } from './learn-worker.ts';

/** What stands of the last learning, without its rows. */
export interface Standing {
  readonly generation: number;
  readonly policy: Policy;
  /** What orders held when everything was learned last; null where that was before anything was kept. */
  readonly memory: { readonly generation: number; readonly to: Date; readonly changed: Date } | null;
  /** The latest change of an order that is learned; null where it is not known. */
  readonly changed: Date | null;
}

export async function standingModel(db: Database): Promise<Standing | null> {
  const row = await db
    .selectFrom('affinity_model')
    .select([
      'generation',
      'weights',
      'features',
      'decay_days',
      'memory',
      'memory_to',
      'memory_changed',
      'changed',
    ])
    .executeTakeFirst();
  if (!row) return null;
  const { memory, memory_to: to, memory_changed: changed } = row;
  return {
    generation: row.generation,
    policy: {
      weights: alignedWeights(row.weights as number[], row.features as string[] | null),
      decayDays: row.decay_days,
    },
    memory: memory !== null && to && changed ? { generation: memory, to, changed } : null,
    changed: row.changed,
  };
}

/** When an order or a return changed last; the epoch where there is none. */
export async function lastChange(db: Database): Promise<Date> {
  const { rows } = await rowsOf({ at: timestamp })`
    select greatest(timestamptz 'epoch', (select max(updated_at) from customer_order),
      (select max(updated_at) from order_return)) as at`.execute(db);
  return rows[0]?.at ?? new Date(0);
}

/** A number that no other learning has. */
export async function nextGeneration(db: Database): Promise<number> {
  const { rows } = await rowsOf({ next: integer })`
    select nextval('affinity_generation')::integer as next`.execute(db);
  return (rows[0] as { next: number }).next;
}

export async function writeRows(
  db: Database,
  generation: number,
  rows: readonly LearnedRow[],
): Promise<void> {
  await db
    .insertInto('affinity_item')
    .values(rows.map((row) => ({ generation, ...row })))
    .execute();
}

/** Keeps what those orders held. */
export async function remember(
  db: Database,
  generation: number,
  part: number,
  rows: readonly BasketRow[],
): Promise<void> {
  await db
    .insertInto('affinity_memory')
    .values({ generation, part, baskets: rememberedText(rows) })
    .execute();
}

/** One text of what was kept after the other. */
export async function* remembered(db: Database, generation: number): AsyncGenerator<string> {
  for (let part = 0; ; part++) {
    const row = await db
      .selectFrom('affinity_memory')
      .select('baskets')
      .where('generation', '=', generation)
      .where('part', '=', part)
      .executeTakeFirst();
    if (!row) return;
    yield row.baskets;
  }
}

export interface NewModel {
  readonly generation: number;
  readonly learnedAt: Date;
  readonly learnedTo: Date;
  readonly memory: Standing['memory'];
  readonly changed: Date;
}

/**
 * Puts a learning in the place of what was known, and clears away what came before it. False, and its own rows are
 * cleared, where a later one stands by now or the memory it was made from is no longer the one that stands.
 */
export async function takeOver(
  db: Database,
  model: NewModel,
  learned: Extract<FromLearner, { verb: 'done' }>,
): Promise<boolean> {
  const { generation, memory } = model;
  const row = {
    generation,
    learned_at: model.learnedAt,
    learned_to: model.learnedTo,
    orders: learned.orders,
    weights: JSON.stringify(learned.policy.weights),
    features: JSON.stringify(FEATURES),
    decay_days: learned.policy.decayDays,
    facts: learned.facts,
    memory: memory?.generation ?? null,
    memory_to: memory?.to ?? null,
    memory_changed: memory?.changed ?? null,
    changed: model.changed,
  };
  const folded = memory !== null && memory.generation !== generation;
  const taken = await db
    .insertInto('affinity_model')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .column('one')
        .doUpdateSet(row)
        .where(({ and, eb }) =>
          and([
            eb('affinity_model.generation', '<', generation),
            ...(folded ? [eb('affinity_model.memory', '=', memory.generation)] : []),
          ]),
        ),
    )
    .returning('generation')
    .executeTakeFirst();
  if (!taken) {
    await sql`delete from affinity_item where generation = ${generation}`.execute(db);
    await sql`delete from affinity_memory where generation = ${generation}`.execute(db);
    return false;
  }
  await sql`delete from affinity_item where generation < ${generation}`.execute(db);
  await sql`delete from affinity_memory where generation < ${memory?.generation ?? generation}`.execute(db);
  return true;
}
