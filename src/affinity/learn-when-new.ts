import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { learnAffinity, type LearnReport } from './learn-affinity.ts';

/**
 * Learns what goes together if anything was ordered, cancelled or sent back since it was learned last; null, and
 * nothing done, where nothing was. For a job: a shop that sells nothing new learns nothing new.
 */
export async function learnWhenNew(db: Database, now: Date): Promise<LearnReport | null> {
  const { rows } = await sql<{ changed: boolean }>`select exists (
      select 1 from customer_order where state <> 'awaiting-payment' and placed_at < ${now}
        and updated_at > coalesce((select learned_at from affinity_model), timestamptz 'epoch')) as changed`.execute(
    db,
  );
  return rows[0]?.changed ? learnAffinity(db, { now }) : null;
}
