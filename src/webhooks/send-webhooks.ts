import { sql } from 'kysely';
import { orderRecord } from '#src/back-office/order-record.ts';
import { stockOf } from '#src/back-office/stock-record.ts';
import { boolean, json } from '#src/database/column-kinds.ts';
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

/** What of the shop an agent is told, as it is sent; null where there is nothing to tell any more. */
export type AgentMessage = (
  db: Database,
  message: {
    readonly id: string;
    readonly kind: string;
    readonly orderId: string;
    readonly happenedAt: Date;
  },
  url: URL,
  now: Date,
) => Promise<{ readonly headers: Readonly<Record<string, string>>; readonly body: string } | null>;

export interface WebhookSettings {
  /** Whether addresses of this machine and of networks near it may be told. */
  readonly anyHost: boolean;
  /** How agents are told of their orders: in their own protocol, and signed as it asks. */
  readonly agentMessage?: AgentMessage;
  /** Tells this address alone, of this order alone. */
  readonly only?: { readonly endpointId: string; readonly orderId: string };
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
export async function sendWebhooks(db: Database, settings: WebhookSettings, now: Date): Promise<Told> {
  const only = settings.only?.endpointId ?? null;
  const { rows: endpoints } = await rowsOf({
    ...columns('webhook_endpoint', 'id', 'url', 'secret', 'of_agents'),
    waits: boolean,
  })`
    select e.id, e.url, e.secret, e.of_agents,
      exists (select 1 from webhook_message m where m.endpoint_id = e.id and m.state = 'waiting') as waits
    from webhook_endpoint e where e.stopped_at is null and (${only}::text is null or e.id = ${only})`.execute(
    db,
  );
  const told = await Promise.all(
    endpoints.filter(({ waits }) => waits).map((one) => tellOne(db, one, settings, now)),
  );
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
  readonly of_agents: boolean;
}

async function tellOne(
  db: Database,
  { id: endpointId, url, secret, of_agents: isAgents }: Target,
  { anyHost, agentMessage, only }: WebhookSettings,
  now: Date,
): Promise<{ sent: number; failed: number }> {
  const { rows } = await rowsOf({
    ...columns('webhook_message', 'id', 'kind', 'happened_at', 'tries'),
    about: json<About>(),
  })`
    update webhook_message m set next_at = ${now}::timestamptz + ${LEASE_S} * interval '1 second'
    from (select id from webhook_message where endpoint_id = ${endpointId} and state = 'waiting' and next_at <= ${now}
        and (${only?.orderId ?? null}::text is null or about ->> 'order' = ${only?.orderId ?? null})
      order by next_at, happened_at, id limit ${AT_ONCE} for update skip locked) due
    where m.id = due.id returning m.id, m.kind, m.about, m.happened_at, m.tries`.execute(db);
  const messages = rows.toSorted((a, b) => a.happened_at.getTime() - b.happened_at.getTime());
  let sent = 0;
  for (const [at, message] of messages.entries()) {
    const { id, kind, about, happened_at: happenedAt } = message;
    const sending = isAgents
      ? ((await agentMessage?.(
          db,
          { id, kind, orderId: about.order ?? '', happenedAt },
          new URL(url),
          now,
        )) ?? null)
      : await ownMessage(db, secret, message, now);
    if (sending === null) {
      await sql`update webhook_message set state = 'sent', settled_at = ${now} where id = ${id}`.execute(db);
      continue;
    }
    const { headers, body } = sending;
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

/** A message as the shop's own webhooks go. */
async function ownMessage(
  db: Database,
  secret: string,
  message: { readonly id: string; readonly kind: string; readonly happened_at: Date; readonly about: About },
  now: Date,
) {
  const data = await dataOf(db, message.about);
  const body = JSON.stringify({ type: message.kind, timestamp: message.happened_at.toISOString(), data });
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Shelftalk-Webhooks',
    ...signedHeaders(secret, { id: message.id, body, now }),
  };
  return { headers, body };
}

interface About {
  readonly order?: string;
  readonly return?: string;
  readonly sku?: string;
}

/** What a message says, as it stands now; null where what it is about is there no more. */
async function dataOf(db: Database, about: About): Promise<unknown> {
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
