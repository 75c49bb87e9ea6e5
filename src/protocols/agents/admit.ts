import { cartCount } from '#src/carts/cart-store.ts';
import type { Database } from '#src/database/database.ts';
import type { AgentRules } from '#src/editorial/agents-schema.ts';
import type { Client } from '#src/http/client.ts';
import { tryWithin } from '#src/http/rate-limit.ts';
import { tooOftenText } from '#src/http/wait-text.ts';
import type { Shop } from '#src/shop.ts';
import { FAULT_STATUS, readAgent, type Agent } from './agent.ts';
import { admitAgent, OPEN_CARTS } from './budget.ts';

/** Who came in, or why not: an HTTP status, a word for programs, and words. */
export type Admitted =
  | { readonly ok: true; readonly agent: Agent }
  | {
      readonly ok: false;
      readonly status: number;
      readonly code: string;
      readonly why: string;
      readonly retryAfterSeconds: number | null;
    };

/**
 * Lets a program in where it says who it is in headers only: counted by its address, then told apart by what it signs, and
 * what it signs counted by itself, wherever it asks from. What it may do is asked by `mayAgent`.
 */
export async function admit(
  { db, content, environment }: Shop,
  { request, client, body }: { readonly request: Request; readonly client: Client; readonly body: string },
  now: Date,
): Promise<Admitted> {
  const { address, scheme, host } = client;
  const often = (seconds: number): Admitted => ({
    ok: false,
    status: 429,
    code: 'too_many_requests',
    why: tooOftenText(seconds, content.current().store.locale),
    retryAfterSeconds: seconds,
  });
  const tried = await admitAgent(db, null, address, now);
  if (!tried.ok) return often(tried.retryAfterSeconds);
  const { pathname, search } = new URL(request.url);
  const url = URL.parse(pathname + search, `${scheme}://${host}`) ?? new URL(request.url);
  const message = { method: request.method, url, header: (name: string) => request.headers.get(name) };
  const anyHost = environment.WEBHOOK_HOSTS === 'any';
  const read = await readAgent(db, { message, body, address, anyHost }, now);
  if (!read.ok)
    return {
      ok: false,
      status: FAULT_STATUS[read.fault],
      code: read.fault,
      why: read.why,
      retryAfterSeconds: null,
    };
  const own = read.agent.isProven ? await admitAgent(db, read.agent, address, now) : null;
  return own && !own.ok ? often(own.retryAfterSeconds) : read;
}

/** Whether an agent may begin one more cart today; it is counted by asking. Its carts are those that sessions lead to. */
export const mayBeginCart = async (
  db: Database,
  rules: AgentRules,
  { id }: Pick<Agent, 'id'>,
  now: Date,
): Promise<boolean> =>
  (
    await tryWithin(
      db,
      { name: 'agent-carts', most: rules?.openCarts ?? OPEN_CARTS, perSeconds: 86_400 },
      id,
      now,
    )
  ).ok;

/** Whether a session that was given out just now leads to a cart that its agent may not have: it is not told then. */
export const isCartTooMany = async (
  db: Database,
  rules: AgentRules,
  agent: Pick<Agent, 'id'>,
  visitorId: string,
  now: Date,
): Promise<boolean> => (await cartCount(db, visitorId)) > 0 && !(await mayBeginCart(db, rules, agent, now));
