import { sql } from 'kysely';
import { integer, nullable, text, timestamp } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { allAutomations, automationOf, type AutomationId } from './automations.ts';

const DAY_MS = 86_400_000;
const KEPT_DAYS = 120;

/** An hour of an automation. */
export interface Runs {
  readonly version: number;
  readonly hour: Date;
  readonly done: number;
  readonly failed: number;
  /** Begun, and neither done nor failed in time: their process died. */
  readonly lost: number;
  readonly touched: number;
  readonly lastError: string | null;
}

/** The hours in which an automation ran, the newest first; hours in which it touched nothing and nothing failed are left out after the first. */
export async function runsOf(db: Database, id: AutomationId, now: Date, most = 48): Promise<readonly Runs[]> {
  const { rows } = await rowsOf(
    columns(
      'automation_hour',
      'version',
      'hour',
      'begun',
      'done',
      'failed',
      'touched',
      'last_at',
      'last_error',
    ),
  )`select version, hour, begun, done, failed, touched, last_at, last_error from automation_hour h
    where automation_id = ${id} and (touched > 0 or failed > 0 or begun > done + failed
      or hour = (select max(hour) from automation_hour where automation_id = ${id}))
    order by hour desc, version desc limit ${most}`.execute(db);
  const patience = (automationOf(id)?.lostAfterMinutes ?? 60) * 60_000;
  return rows.map((row) => ({
    version: row.version,
    hour: row.hour,
    done: row.done,
    failed: row.failed,
    lost: now.getTime() - row.last_at.getTime() > patience ? row.begun - row.done - row.failed : 0,
    touched: row.touched,
    lastError: row.last_error,
  }));
}

/** What an automation did in the last week, and how it is switched. */
export interface Standing {
  readonly id: AutomationId;
  readonly share: number;
  readonly lastAt: Date | null;
  readonly runs: number;
  readonly touched: number;
  readonly failed: number;
  readonly lost: number;
}

/** How each automation stands, in the order of the register. */
export async function standings(db: Database, now: Date): Promise<readonly Standing[]> {
  const { rows } = await rowsOf({
    id: text,
    last_at: nullable(timestamp),
    runs: integer,
    touched: integer,
    failed: integer,
    open: integer,
    share: nullable(integer),
  })`
    with known as (select * from unnest(${allAutomations().map(({ id }) => id)}::text[],
      ${allAutomations().map(({ lostAfterMinutes }) => lostAfterMinutes)}::int[]) as k (id, patience))
    select k.id, max(h.last_at) as last_at, coalesce(sum(h.done), 0)::int as runs,
      coalesce(sum(h.touched), 0)::int as touched, coalesce(sum(h.failed), 0)::int as failed,
      coalesce(sum(h.begun - h.done - h.failed)
        filter (where h.last_at < ${now}::timestamptz - k.patience * interval '1 minute'), 0)::int as open,
      (select s.share from automation_switch s where s.automation_id = k.id order by s.id desc limit 1) as share
    from known k left join automation_hour h
      on h.automation_id = k.id and h.hour > ${new Date(now.getTime() - 7 * DAY_MS)}
    group by k.id`.execute(db);
  const found = new Map(rows.map((row) => [row.id, row]));
  return allAutomations().flatMap(({ id }) => {
    const row = found.get(id);
    if (!row) return [];
    const { last_at: lastAt, runs, touched, failed, open: lost, share } = row;
    return [{ id, share: share ?? 100, lastAt, runs, touched, failed, lost }];
  });
}

/** Forgets hours after KEPT_DAYS. */
export async function sweepRuns(db: Database, now: Date): Promise<void> {
  await sql`delete from automation_hour where hour < ${new Date(now.getTime() - KEPT_DAYS * DAY_MS)}`.execute(
    db,
  );
}
