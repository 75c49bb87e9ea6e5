import { sql } from 'kysely';
import { boolean } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';

/** What broke for one reason. */
export interface ErrorGroup {
  readonly id: string;
  readonly place: string;
  readonly sample: string;
  readonly requestId: string | null;
  readonly times: number;
  /** Since it broke first, or again after somebody had said that it is mended. */
  readonly since: Date;
  readonly lastAt: Date;
  readonly mutedUntil: Date | null;
  readonly isMuted: boolean;
}

const DAY_MS = 86_400_000;
const MUTED_DAYS = 7;
const KEPT_DAYS = 90;

/** What is broken and not said to be mended, the newest first; muted groups last. */
export async function openErrors(db: Database, now: Date, most = 100): Promise<readonly ErrorGroup[]> {
  const { rows } = await rowsOf({
    ...columns(
      'error_group',
      'id',
      'place',
      'sample',
      'request_id',
      'times',
      'since',
      'last_at',
      'muted_until',
    ),
    muted: boolean,
  })`select id, place, sample, request_id, times, since, last_at, muted_until,
      coalesce(muted_until > ${now}, false) as muted
    from error_group where mended_at is null order by muted, last_at desc limit ${most}`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    place: row.place,
    sample: row.sample,
    requestId: row.request_id,
    times: row.times,
    since: row.since,
    lastAt: row.last_at,
    mutedUntil: row.muted_until,
    isMuted: row.muted,
  }));
}

/** How many reasons for errors are open and not muted. */
export async function openErrorCount(db: Database, now: Date): Promise<number> {
  return (await openErrors(db, now, 1_000)).filter((one) => !one.isMuted).length;
}

/** Somebody says that it is mended; where it breaks again it stands there anew. False where it is gone. */
export async function markMended(db: Database, id: string, person: string, now: Date): Promise<boolean> {
  const { rows } = await sql`update error_group set mended_at = ${now}, mended_by = ${person}
    where id = ${id} and mended_at is null returning id`.execute(db);
  return rows.length > 0;
}

/** Leaves a group out of counts and messages for MUTED_DAYS, or speaks of it again. False where it is gone. */
export async function muteError(db: Database, id: string, isMuted: boolean, now: Date): Promise<boolean> {
  const until = isMuted ? new Date(now.getTime() + MUTED_DAYS * DAY_MS) : null;
  const { rows } = await sql`update error_group set muted_until = ${until}
    where id = ${id} and mended_at is null returning id`.execute(db);
  return rows.length > 0;
}

/** Groups that nobody of the team has been told of yet, now told: each is answered to one caller only. */
export async function takeUntold(
  db: Database,
  now: Date,
): Promise<readonly { place: string; sample: string }[]> {
  const { rows } = await rowsOf(columns('error_group', 'place', 'sample'))`
    update error_group set told_at = ${now}
    where told_at is null and mended_at is null and (muted_until is null or muted_until <= ${now})
    returning place, sample`.execute(db);
  return rows;
}

/** Forgets what has not happened for KEPT_DAYS. */
export async function sweepErrors(db: Database, now: Date): Promise<void> {
  await sql`delete from error_group where last_at < ${new Date(now.getTime() - KEPT_DAYS * DAY_MS)}`.execute(
    db,
  );
}
