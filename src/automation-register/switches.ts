import { sql } from 'kysely';
import { integer } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { automationOf, type AutomationId } from './automations.ts';

/** Percent of those it would touch that an automation touches: 100 where nobody has said otherwise, 0 where it is off. */
export async function shareOf(db: Database, id: AutomationId): Promise<number> {
  const { rows } = await rowsOf({ share: integer })`
    select share from automation_switch where automation_id = ${id} order by id desc limit 1`.execute(db);
  return rows[0]?.share ?? 100;
}

export type Switched =
  | { readonly ok: true }
  | { readonly ok: false; readonly refusal: 'unknown' | 'promised' | 'no-share' | 'no-reason' };

const MOST_REASON = 300;

/**
 * Switches an automation off (0), on (100) or on for a share of customers. What customers were promised cannot be
 * switched off; a share is for what goes to customers one by one.
 */
export async function switchAutomation(
  db: Database,
  given: { readonly id: string; readonly share: number; readonly because: string; readonly person: string },
  now: Date,
): Promise<Switched> {
  const automation = automationOf(given.id);
  if (!automation) return { ok: false, refusal: 'unknown' };
  if (!automation.maySwitch) return { ok: false, refusal: 'promised' };
  const { share } = given;
  if (!Number.isInteger(share) || share < 0 || share > 100) return { ok: false, refusal: 'no-share' };
  if (share > 0 && share < 100 && !automation.byCustomer) return { ok: false, refusal: 'no-share' };
  const because = given.because.trim().slice(0, MOST_REASON);
  if (!because) return { ok: false, refusal: 'no-reason' };
  await sql`insert into automation_switch (automation_id, at, person, share, because)
    values (${automation.id}, ${now}, ${given.person}, ${share}, ${because})`.execute(db);
  return { ok: true };
}

export interface Switching {
  readonly at: Date;
  readonly person: string;
  readonly share: number;
  readonly because: string;
}

/** Who switched it when and why, the newest first. */
export async function switchingsOf(db: Database, id: AutomationId, most = 20): Promise<readonly Switching[]> {
  const { rows } = await rowsOf(columns('automation_switch', 'at', 'person', 'share', 'because'))`
    select at, person, share, because from automation_switch
    where automation_id = ${id} order by id desc limit ${most}`.execute(db);
  return rows;
}

/** Asks that an automation runs within the next minute; false where it has no place in the queue. */
export async function requestRun(db: Database, id: string, person: string, now: Date): Promise<boolean> {
  const automation = automationOf(id);
  if (!automation || 'when' in automation.trigger) return false;
  await sql`insert into automation_request (automation_id, at, person) values (${automation.id}, ${now}, ${person})
    on conflict do nothing`.execute(db);
  return true;
}

/** The automations that somebody wants to run now; each is answered to one caller only. */
export async function takeRequests(db: Database): Promise<readonly AutomationId[]> {
  const { rows } = await rowsOf(columns('automation_request', 'automation_id'))`
    delete from automation_request returning automation_id`.execute(db);
  return rows.flatMap(({ automation_id: id }) => automationOf(id)?.id ?? []);
}
