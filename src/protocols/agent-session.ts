import type { Database } from '#src/database/database.ts';
import { signingSecret } from '#src/customers/signing-secret.ts';
import { readSigned, signed } from '#src/http/signed-text.ts';
import { newVisitorId } from '#src/http/visitor.ts';

/*
 * A program that asks for somebody has no cookie: it is given a session, signed by the shop, and hands it back. What it
 * names is a visitor like any browser's, except that its id says that a program stands behind it.
 */

const AGENT = 'agent-';

/** A visitor's id for a program, with a session that names it. */
export interface AgentSession {
  readonly visitorId: string;
  readonly session: string;
}

/** A visitor that no browser is. */
export const agentVisitor = (): string => `${AGENT}${newVisitorId()}`;

/** A new session; nothing is kept of it until something is put into its cart. */
export async function newSession(db: Database): Promise<AgentSession> {
  const visitorId = agentVisitor();
  return { visitorId, session: signed(await signingSecret(db, 'agent'), visitorId) };
}

/** The session that this shop gave out; null for any other text. */
export async function readSession(db: Database, session: string): Promise<AgentSession | null> {
  const visitorId = readSigned(await signingSecret(db, 'agent'), session);
  return visitorId ? { visitorId, session } : null;
}

/** Whether a visitor is a program. */
export const isAgent = (visitorId: string): boolean => visitorId.startsWith(AGENT);

const DAY_MS = 86_400_000;
const LINK_DAYS = 14;

/** The path at which a person goes on with the cart of a program, for two weeks: it shows the cart and changes nothing by itself. */
export async function continuePath(db: Database, visitorId: string, now: Date): Promise<string> {
  const until = Math.floor(now.getTime() / DAY_MS) + LINK_DAYS;
  return `/checkout/continue/${signed(await signingSecret(db, 'continue'), `${until} ${visitorId}`)}`;
}

/** Whose cart such a path is of; null where it has ended or was not given out here. */
export async function visitorOfPath(db: Database, token: string, now: Date): Promise<string | null> {
  const said = readSigned(await signingSecret(db, 'continue'), token);
  const [until = '', visitorId = ''] = said?.split(' ') ?? [];
  return visitorId && Number(until) * DAY_MS > now.getTime() ? visitorId : null;
}
