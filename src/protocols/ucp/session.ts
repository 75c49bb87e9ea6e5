import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { nanoid } from 'nanoid';
import { json } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { agentVisitor } from '../agent-session.ts';
import type { Agent } from '../agents/agent.ts';
import type { Json } from './door.ts';
import { CURRENT, type Release } from './releases.ts';

/** Where a parcel may go, in the protocol's words. */
export interface Destination extends Json {
  readonly id: string;
}

/** What an agent said beside the lines, as far as the shop goes by it. */
export interface Asked {
  /** In which release its agent is told of it. */
  readonly release: Release;
  readonly buyer: Json | null;
  readonly context: Json | null;
  readonly attribution: Json | null;
  readonly destinations: readonly Destination[];
  readonly selectedDestination: string | null;
  readonly selectedOption: string | null;
  /** Instruments without what is secret of them. */
  readonly instruments: readonly Json[];
  /** What the agent was last told that it comes to: a claim to compare with when it completes. */
  readonly told: {
    readonly total: number;
    readonly lines: Readonly<Record<string, readonly [number, number]>>;
  } | null;
  /** Codes that an order of it was placed with, to be there again where it comes to nothing. */
  readonly codes: readonly string[];
  /** Why a person has to go on; null where none has to. */
  readonly escalated: string | null;
}

const NOTHING_ASKED: Asked = {
  release: CURRENT,
  buyer: null,
  context: null,
  attribution: null,
  destinations: [],
  selectedDestination: null,
  selectedOption: null,
  instruments: [],
  told: null,
  codes: [],
  escalated: null,
};

export type SessionKind = 'cart' | 'checkout';

export interface Session {
  readonly id: string;
  readonly kind: SessionKind;
  readonly agent: string;
  /** Whose cart its lines lie in: nobody's browser. */
  readonly visitorId: string;
  readonly asked: Asked;
  readonly revision: number;
  readonly expiresAt: Date;
  readonly canceledAt: Date | null;
  readonly handedTo: string | null;
  readonly orderId: string | null;
  readonly endpointId: string | null;
}

const LASTS_MS: Readonly<Record<SessionKind, number>> = { cart: 24 * 3_600_000, checkout: 6 * 3_600_000 };

const COLUMNS = {
  ...columns(
    'agent_session',
    'id',
    'kind',
    'agent',
    'visitor_id',
    'revision',
    'expires_at',
    'canceled_at',
    'handed_to',
    'order_id',
    'endpoint_id',
  ),
  asked: json<Asked>(),
};

/** Opens a cart or a checkout of an agent, with nothing in it. */
export async function openSession(
  db: Database,
  kind: SessionKind,
  agent: Agent,
  {
    release,
    cartId = null,
    endpointId = null,
  }: {
    readonly release: Release;
    readonly cartId?: string | null;
    readonly endpointId?: string | null;
  },
  now: Date,
): Promise<Session> {
  const id = `${kind === 'cart' ? 'cart' : 'chk'}_${nanoid()}`;
  const asked = { ...NOTHING_ASKED, release };
  const visitorId = agentVisitor();
  const expiresAt = new Date(now.getTime() + LASTS_MS[kind]);
  await sql`insert into agent_session (id, kind, agent, agent_name, visitor_id, asked, made_at, expires_at, cart_id, endpoint_id)
    values (${id}, ${kind}, ${agent.id}, ${agent.name.slice(0, 200)}, ${visitorId}, ${JSON.stringify(asked)}::jsonb,
      ${now}, ${expiresAt}, ${cartId}, ${endpointId})`.execute(db);
  return {
    id,
    kind,
    agent: agent.id,
    visitorId,
    asked,
    revision: 1,
    expiresAt,
    canceledAt: null,
    handedTo: null,
    orderId: null,
    endpointId,
  };
}

/** The session of that id where that agent may see it: what an agent that signs opened, nobody else sees. */
export async function sessionFor(
  db: Database,
  kind: SessionKind,
  id: string,
  agent: Agent,
): Promise<Session | null> {
  const { rows } = await rowsOf(COLUMNS)`
    select id, kind, agent, visitor_id, asked, revision, expires_at, canceled_at, handed_to, order_id, endpoint_id
    from agent_session where id = ${id} and kind = ${kind}`.execute(db);
  const [row] = rows;
  return row && isTheirs(row.agent, agent) ? asSession(row) : null;
}

const isTheirs = (owner: string, agent: Agent): boolean => !owner.startsWith('signed:') || owner === agent.id;

/** The session by which that order was placed, as above; of one that a person went on with nobody is told. */
export async function sessionOfOrder(db: Database, orderId: string, agent: Agent): Promise<Session | null> {
  const { rows } = await rowsOf(COLUMNS)`
    select id, kind, agent, visitor_id, asked, revision, expires_at, canceled_at, handed_to, order_id, endpoint_id
    from agent_session where order_id = ${orderId} and handed_to is null`.execute(db);
  const [row] = rows;
  return row && isTheirs(row.agent, agent) ? asSession(row) : null;
}

type Row = {
  id: string;
  kind: SessionKind;
  agent: string;
  visitor_id: string;
  asked: Asked;
  revision: number;
  expires_at: Date;
  canceled_at: Date | null;
  handed_to: string | null;
  order_id: string | null;
  endpoint_id: string | null;
};

const asSession = (row: Row): Session => ({
  id: row.id,
  kind: row.kind,
  agent: row.agent,
  visitorId: row.visitor_id,
  asked: { ...NOTHING_ASKED, ...row.asked },
  revision: row.revision,
  expiresAt: row.expires_at,
  canceledAt: row.canceled_at,
  handedTo: row.handed_to,
  orderId: row.order_id,
  endpointId: row.endpoint_id,
});

/** Takes the session for a change, where it is as it was read; null where somebody else changed it meanwhile. */
export async function takeSession(db: Database, session: Session): Promise<Session | null> {
  const { rows } = await sql`update agent_session set revision = revision + 1
    where id = ${session.id} and revision = ${session.revision} and canceled_at is null and order_id is null
    returning 1`.execute(db);
  return rows.length ? { ...session, revision: session.revision + 1 } : null;
}

export async function keepAsked(db: Database, session: Session, asked: Asked): Promise<Session> {
  await sql`update agent_session set asked = ${JSON.stringify(asked)}::jsonb where id = ${session.id}`.execute(
    db,
  );
  return { ...session, asked };
}

export async function cancelSession(db: Database, session: Session, now: Date): Promise<Session> {
  await sql`update agent_session set canceled_at = ${now} where id = ${session.id} and canceled_at is null`.execute(
    db,
  );
  return { ...session, canceledAt: now };
}

/** Notes by which order the session ended; null where that order came to nothing and it goes on. */
export async function noteOrder(db: Database, session: Session, orderId: string | null): Promise<Session> {
  await sql`update agent_session set order_id = ${orderId}, claimed_minor = null, claimed_at = null where id = ${session.id}`.execute(
    db,
  );
  return { ...session, orderId };
}

/** A person goes on with what lies in an agent's cart: the agent changes it no more, and is told of nothing in it. */
export async function noteHandedOver(
  db: Database,
  from: string,
  visitorId: string,
  now: Date,
): Promise<void> {
  await sql`update agent_session set handed_to = ${visitorId}, handed_at = ${now}, revision = revision + 1
    where visitor_id = ${from} and handed_to is null and canceled_at is null and order_id is null`.execute(
    db,
  );
}

/** The order that a person placed after going on with a session; noted with it, so that the agent hears that it is done. */
export async function handedOrder(db: Database, session: Session): Promise<Session> {
  if (session.handedTo === null || session.orderId !== null) return session;
  const { rows } = await rowsOf(columns('customer_order', 'id'))`
    select o.id from customer_order o join agent_session s on s.id = ${session.id}
    where o.visitor_id = s.handed_to and o.placed_at >= s.handed_at and o.state in ('paid', 'sent', 'delivered')
    order by o.placed_at limit 1`.execute(db);
  return rows[0] ? noteOrder(db, session, rows[0].id) : session;
}

/** The checkout that was begun from a cart and is open still. */
export async function checkoutOfCart(db: Database, cartId: string, now: Date): Promise<string | null> {
  const { rows } = await rowsOf(columns('agent_session', 'id'))`
    select id from agent_session where cart_id = ${cartId} and kind = 'checkout' and canceled_at is null
      and order_id is null and expires_at > ${now} order by made_at limit 1`.execute(db);
  return rows[0]?.id ?? null;
}

/** Forgets carts and checkouts that came to nothing, with what lies in them, some days after they are over. */
export async function sweepSessions(db: Database, now: Date): Promise<void> {
  await sql`with gone as (
      delete from agent_session where order_id is null and expires_at < ${now}::timestamptz - interval '7 days'
      returning visitor_id
    ) delete from cart where visitor_id in (select visitor_id from gone)`.execute(db);
}

/** How a line is called: by its variant, of which there is one line only. */
export const lineId = (sku: string): string =>
  `li_${createHash('sha256').update(sku).digest('base64url').slice(0, 12)}`;

export const etagOf = ({ revision }: Session): string => `"r${revision}"`;
