import { sql } from 'kysely';
import { customAlphabet } from 'nanoid';
import { integer } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { newSecret } from './signature.ts';

/** What can be told, and when. */
export const EVENTS = {
  'order.placed': 'an order was placed',
  'order.paid': 'it is paid and can be packed',
  'order.sent': 'it has left the house',
  'order.delivered': 'the carrier has handed it over',
  'order.cancelled': 'it was cancelled',
  'order.returned': 'what came back is here',
  'stock.low': 'of a variant there are few left',
} as const;

export type EventName = keyof typeof EVENTS;

export const isEvent = (text: string): text is EventName => Object.hasOwn(EVENTS, text);

export interface Endpoint {
  readonly id: string;
  readonly url: string;
  readonly events: readonly string[];
  readonly lowAt: number;
  readonly stoppedAt: Date | null;
  readonly stoppedBecause: string | null;
  readonly waiting: number;
  readonly dead: number;
}

export type Added =
  | { readonly ok: true; readonly id: string; readonly secret: string }
  | { readonly ok: false; readonly refusal: 'no-address' };

const newId = customAlphabet('23456789abcdefghjkmnpqrstuvwxyz', 10);

/** Has an address told of events from now on. Without `anyHost` it is one of the internet, with TLS. */
export async function addEndpoint(
  db: Database,
  given: {
    readonly url: string;
    readonly events: readonly EventName[];
    readonly lowAt: number;
    readonly anyHost: boolean;
  },
  now: Date,
): Promise<Added> {
  const url = URL.parse(given.url);
  const schemes = given.anyHost ? ['https:', 'http:'] : ['https:'];
  if (!url || !schemes.includes(url.protocol) || url.username || url.password)
    return { ok: false, refusal: 'no-address' };
  const id = newId();
  const secret = newSecret();
  await sql`insert into webhook_endpoint (id, url, secret, events, low_at, made_at)
    values (${id}, ${url.href}, ${secret}, ${[...given.events]}::text[], ${given.lowAt}, ${now})`.execute(db);
  return { ok: true, id, secret };
}

/** Tells an address nothing more; what waits for it waits no longer. False where there is none that was told. */
export async function stopEndpoint(db: Database, id: string, because: string, now: Date): Promise<boolean> {
  const { rows } = await sql`update webhook_endpoint set stopped_at = ${now}, stopped_because = ${because}
    where id = ${id} and stopped_at is null returning 1`.execute(db);
  if (rows.length)
    await sql`update webhook_message set state = 'dead', settled_at = ${now}, error = ${because}
      where endpoint_id = ${id} and state = 'waiting'`.execute(db);
  return rows.length > 0;
}

/** Tells a stopped address again from now on; false where there is none. */
export async function resumeEndpoint(db: Database, id: string): Promise<boolean> {
  const { rows } = await sql`update webhook_endpoint set stopped_at = null, stopped_because = null
    where id = ${id} and stopped_at is not null returning 1`.execute(db);
  return rows.length > 0;
}

/** All addresses that the merchant gave, the oldest first; those of agents come and go with their carts. */
export async function endpointsOf(db: Database): Promise<readonly Endpoint[]> {
  const { rows } = await rowsOf({
    ...columns('webhook_endpoint', 'id', 'url', 'events', 'low_at', 'stopped_at', 'stopped_because'),
    waiting: integer,
    dead: integer,
  })`
    select e.id, e.url, e.events, e.low_at, e.stopped_at, e.stopped_because,
      (select count(*)::int from webhook_message m where m.endpoint_id = e.id and m.state = 'waiting') as waiting,
      (select count(*)::int from webhook_message m where m.endpoint_id = e.id and m.state = 'dead') as dead
    from webhook_endpoint e where not e.of_agents order by e.made_at, e.id`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    url: row.url,
    events: row.events,
    lowAt: row.low_at,
    stoppedAt: row.stopped_at,
    stoppedBecause: row.stopped_because,
    waiting: row.waiting,
    dead: row.dead,
  }));
}
