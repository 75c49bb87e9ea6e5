import { sql } from 'kysely';
import { orderRecord } from '#src/back-office/order-record.ts';
import { stockOf } from '#src/back-office/stock-record.ts';
import { json } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { postOutside, type OutsideAnswer } from '#src/http/post-outside.ts';
import { orderById } from '#src/orders/order-store.ts';
import { stopEndpoint } from './endpoints.ts';
import { signedHeaders } from './signature.ts';

const WITHIN_MS = 10_000;
const LEASE_S = 300; // a process that died sends no more; by then another takes its messages
const AT_ONCE = 20; // messages of one address in a round
/** Seconds until the next try, after each; after the last a person decides. Those that Standard Webhooks proposes. */
const WAITS_S = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];
const LONGEST_WAIT_S = 86_400;

export interface WebhookSettings {
  /** Whether addresses of this machine and of networks near it may be told. */
  readonly anyHost: boolean;
}

export interface Told {
  readonly sent: number;
  readonly failed: number;
  /** Whether anybody is to be told of anything. */
  readonly hasEndpoints: boolean;
}

/**
 * Tells what waits to be told: one address after another within itself, all addresses beside each other, so that one that
 * does not answer keeps nobody else waiting. A message is claimed before it goes, so of several processes one sends it;
 * one whose sender died goes again, under the same id.
 */
export async function sendWebhooks(db: Database, { anyHost }: WebhookSettings, now: Date): Promise<Told> {
  const { rows: endpoints } = await rowsOf(columns('webhook_endpoint', 'id', 'url', 'secret'))`
    select id, url, secret from webhook_endpoint where stopped_at is null`.execute(db);
  const told = await Promise.all(endpoints.map((one) => tellOne(db, one, anyHost, now)));
  const sum = (of: (one: { sent: number; failed: number }) => number) =>
    told.reduce((total, one) => total + of(one), 0);
  return {
    sent: sum(({ sent }) => sent),
    failed: sum(({ failed }) => failed),
    hasEndpoints: endpoints.length > 0,
  };
}

interface Target {
  readonly id: string;
  readonly url: string;
  readonly secret: string;
}

async function tellOne(
  db: Database,
  { id: endpointId, url, secret }: Target,
  anyHost: boolean,
  now: Date,
): Promise<{ sent: number; failed: number }> {
  const { rows } = await rowsOf({
    ...columns('webhook_message', 'id', 'kind', 'happened_at', 'tries'),
    about: json<{ readonly order?: string; readonly return?: string; readonly sku?: string }>(),
  })`
    update webhook_message m set next_at = ${now}::timestamptz + ${LEASE_S} * interval '1 second'
    from (select id from webhook_message where endpoint_id = ${endpointId} and state = 'waiting' and next_at <= ${now}
      order by next_at, happened_at, id limit ${AT_ONCE} for update skip locked) due
    where m.id = due.id returning m.id, m.kind, m.about, m.happened_at, m.tries`.execute(db);
  const messages = rows.toSorted((a, b) => a.happened_at.getTime() - b.happened_at.getTime());
  let sent = 0;
  for (const [at, message] of messages.entries()) {
    const data = await dataOf(db, message.about);
    const body = JSON.stringify({ type: message.kind, timestamp: message.happened_at.toISOString(), data });
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'Shelftalk-Webhooks',
      ...signedHeaders(secret, { id: message.id, body, now }),
    };
    const answer = await postOutside(new URL(url), headers, body, { anyHost, withinMs: WITHIN_MS }).catch(
      (error: unknown) => failureOf(error),
    );
    if ('status' in answer && answer.status >= 200 && answer.status < 300) {
      await sql`update webhook_message set state = 'sent', settled_at = ${now}, tries = tries + 1,
        status = ${answer.status}, error = null where id = ${message.id}`.execute(db);
      sent += 1;
      continue;
    }
    await noteFailure(db, message, answer, now);
    if ('status' in answer && answer.status === 410)
      await stopEndpoint(db, endpointId, 'It answered 410 Gone.', now);
    await putBack(db, messages.slice(at + 1), now);
    return { sent, failed: 1 };
  }
  return { sent, failed: 0 };
}

/** What a message says, as it stands now; null where what it is about is there no more. */
async function dataOf(
  db: Database,
  about: { readonly order?: string; readonly return?: string; readonly sku?: string },
): Promise<unknown> {
  if (about.sku !== undefined) return stockOf(db, about.sku);
  const order = about.order === undefined ? null : await orderById(db, about.order);
  if (!order) return null;
  const record = await orderRecord(db, order);
  return about.return === undefined ? record : { ...record, return: about.return };
}

interface Failure {
  readonly error: string;
}

function failureOf(error: unknown): Failure {
  const { code, name } = error as { code?: unknown; name?: string };
  if (name === 'TimeoutError') return { error: `No answer within ${WITHIN_MS / 1000} s.` };
  if (code === 'NOT_PUBLIC')
    return { error: 'The address is of this machine or of a network near it (WEBHOOK_HOSTS).' };
  return { error: `No answer (${typeof code === 'string' ? code : name}).` };
}

async function noteFailure(
  db: Database,
  { id, tries }: { readonly id: string; readonly tries: number },
  answer: OutsideAnswer | Failure,
  now: Date,
): Promise<void> {
  const wait = WAITS_S[tries];
  const asked = 'status' in answer ? Math.min(answer.retryAfterS ?? 0, LONGEST_WAIT_S) : 0;
  const next = new Date(now.getTime() + 1000 * Math.max(wait ?? 0, asked));
  const [status, error] =
    'status' in answer ? [answer.status, `It answered ${answer.status}.`] : [null, answer.error];
  await sql`update webhook_message set tries = tries + 1, status = ${status}, error = ${error}, next_at = ${next},
    state = ${wait === undefined ? 'dead' : 'waiting'}, settled_at = ${wait === undefined ? now : null}
    where id = ${id}`.execute(db);
}

/** What was not tried in this round, since the one before it failed, waits for the next. */
async function putBack(db: Database, rest: readonly { readonly id: string }[], now: Date): Promise<void> {
  if (!rest.length) return;
  await sql`update webhook_message set next_at = ${now}::timestamptz + ${WAITS_S[0]} * interval '1 second'
    where id = any(${rest.map(({ id }) => id)}::text[]) and state = 'waiting'`.execute(db);
}
