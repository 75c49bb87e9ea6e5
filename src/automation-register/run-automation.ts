import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { noteError } from '#src/error-centre/note-error.ts';
import { errorFacts } from '#src/log/error-facts.ts';
import { withoutSecrets } from '#src/log/without-secrets.ts';
import { automationOf, type AutomationId } from './automations.ts';
import { shareOf } from './switches.ts';

const MOST_LETTERS = 300;

/**
 * Runs an automation, unless it is switched off, and keeps account of it: begun before, done with what it touched or
 * failed with why after. `work` is given the percent of customers it may touch and answers how many things it touched.
 * An error goes to the error centre and on to the caller, whose queue tries again.
 */
export async function runAutomation(
  db: Database,
  id: AutomationId,
  now: Date,
  work: (share: number) => Promise<number>,
): Promise<void> {
  const share = await shareOf(db, id);
  if (share === 0) return;
  const version = automationOf(id)?.versions[0].number ?? 0;
  const hour = new Date(now);
  hour.setUTCMinutes(0, 0, 0);
  const count = (begun: number, done: number, failed: number, touched: number, error: string | null) =>
    sql`insert into automation_hour (automation_id, version, hour, begun, done, failed, touched, last_at, last_error)
      values (${id}, ${version}, ${hour}, ${begun}, ${done}, ${failed}, ${touched}, ${now}, ${error})
      on conflict (automation_id, version, hour) do update set begun = automation_hour.begun + excluded.begun,
        done = automation_hour.done + excluded.done, failed = automation_hour.failed + excluded.failed,
        touched = automation_hour.touched + excluded.touched, last_at = excluded.last_at,
        last_error = coalesce(excluded.last_error, automation_hour.last_error)`.execute(db);
  await count(1, 0, 0, 0, null);
  try {
    await count(0, 1, 0, await work(share), null);
  } catch (error) {
    noteError(db, `automation ${id}`, error, now);
    const { type, message } = errorFacts(error);
    await count(0, 0, 1, 0, withoutSecrets(`${type}: ${message}`).slice(0, MOST_LETTERS));
    throw error;
  }
}
