import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';

/** An answer as it went out, and goes out again. */
export interface KeptAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

export interface Asked {
  readonly keyId: string;
  readonly idempotencyKey: string;
  /** Tells what was asked under the key from anything else. */
  readonly requestHash: string;
}

type Begun =
  | { readonly as: 'first' }
  | { readonly as: 'again'; readonly answer: KeptAnswer }
  | { readonly as: 'another' | 'running' };

/** A process that began and wrote nothing for so long is dead: what it did, the verbs do once. */
const DEAD_AFTER_S = 60;
const KEPT_DAYS = 3;

/** Takes the key for what is asked, or tells what came of it before. */
export async function beginOnce(db: Database, asked: Asked, now: Date): Promise<Begun> {
  const { keyId, idempotencyKey, requestHash } = asked;
  const { rows: taken } = await sql`
    insert into back_office_request as r (key_id, idempotency_key, request_hash, asked_at)
    values (${keyId}, ${idempotencyKey}, ${requestHash}, ${now})
    on conflict (key_id, idempotency_key) do update set asked_at = excluded.asked_at
      where r.status is null and r.request_hash = excluded.request_hash
        and r.asked_at < ${now}::timestamptz - ${DEAD_AFTER_S} * interval '1 second'
    returning 1`.execute(db);
  if (taken.length) return { as: 'first' };
  const { rows } = await rowsOf(
    columns('back_office_request', 'request_hash', 'status', 'content_type', 'body'),
  )`
    select request_hash, status, content_type, body from back_office_request
    where key_id = ${keyId} and idempotency_key = ${idempotencyKey}`.execute(db);
  const [known] = rows;
  if (known && known.request_hash !== requestHash) return { as: 'another' };
  if (known?.status == null) return { as: 'running' };
  const answer = { status: known.status, contentType: known.content_type ?? '', body: known.body ?? '' };
  return { as: 'again', answer };
}

/** Keeps what was answered; null lets the same be asked anew under the key. */
export async function endOnce(
  db: Database,
  { keyId, idempotencyKey }: Asked,
  answer: KeptAnswer | null,
): Promise<void> {
  await (
    answer
      ? sql`update back_office_request set status = ${answer.status}, content_type = ${answer.contentType},
          body = ${answer.body} where key_id = ${keyId} and idempotency_key = ${idempotencyKey}`
      : sql`delete from back_office_request where key_id = ${keyId} and idempotency_key = ${idempotencyKey}`
  ).execute(db);
}

/** Forgets what was asked some days ago. */
export async function sweepAsked(db: Database, now: Date): Promise<void> {
  await sql`delete from back_office_request
    where asked_at < ${now}::timestamptz - ${KEPT_DAYS} * interval '1 day'`.execute(db);
}
