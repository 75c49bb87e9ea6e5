import type { CallToolResult } from '@modelcontextprotocol/server';
import { callShopTool } from '#agents/shopping/run/shop-tools.ts';
import { cartOf } from '#src/carts/cart-store.ts';
import type { Asker } from '#src/http/rate-limit.ts';
import type { Shop } from '#src/shop.ts';
import { absolute } from '#src/structured-data/json-ld.ts';
import { isCartTooMany, mayBeginCart } from '../agents/admit.ts';
import type { Agent } from '../agents/agent.ts';
import { mayAgent } from '../agents/budget.ts';
import { continuePath, newSession, readSession, type AgentSession } from '../agent-session.ts';
import { askAssistant } from '../asked.ts';
import type { LinkedAccount } from '../oauth/link-store.ts';
import type { Sight } from '../oauth/scopes.ts';
import { checkoutLinkTool } from './ask-tool.ts';
import { wordsOf, type OfferedTool } from './offered-tools.ts';
import { partsKey } from './product-cards.ts';

/** Who calls: what limits count, and whether the client has left. */
export interface Caller {
  readonly shop: Shop;
  readonly asker: Asker;
  readonly agent: Agent;
  readonly signal?: AbortSignal | undefined;
  /** The account that was linked with whoever calls; null where none was. */
  readonly account?: LinkedAccount | null;
}

type Args = Readonly<Record<string, unknown>>;

/** Tools that put something into a cart by what they are told alone. */
const FILLS: ReadonlySet<OfferedTool['tool']> = new Set<OfferedTool['tool']>(['change_cart', 'reorder']);
const TOO_MANY =
  'too_many_carts: as many carts as the merchant allows have been begun today. Go on with one.';

/** Calls a tool as it is offered, with arguments that its schema has passed, as far as the merchant lets that agent. */
export async function call(caller: Caller, tool: OfferedTool, args: Args): Promise<CallToolResult> {
  const { db } = caller.shop;
  const rules = caller.shop.content.current().store.agents;
  const now = new Date();
  if (!mayAgent(rules, caller.agent, 'search'))
    return refused('agent_not_allowed: the merchant lets other agents ask here.');
  const given = typeof args['session'] === 'string' ? await readSession(db, args['session']) : undefined;
  if (given === null)
    return refused('This is no session of this shop. Leave “session” out to begin a new one.');
  if (!given && FILLS.has(tool.tool) && !(await mayBeginCart(db, rules, caller.agent, now)))
    return refused(TOO_MANY);
  const own = given ?? (await newSession(db));
  if (tool === checkoutLinkTool) return checkoutLink(caller, own);
  if (tool.tool === null) {
    const said = await ask(caller, own, args);
    const isTooMany = !given && (await isCartTooMany(db, rules, caller.agent, own.visitorId, now));
    return isTooMany ? refused(TOO_MANY) : said;
  }
  const { session: _session, words: _words, ...rest } = args;
  const visitorId = seenBy(caller, tool.tool) ?? own.visitorId;
  const asks = { visitorId, asker: caller.asker, text: wordsOf(args) };
  const { answer, parts } = await callShopTool(caller.shop, asks, tool.tool, rest);
  const isPersonal = 'session' in tool.input.shape;
  return answered(isPersonal ? { ...answer, session: own.session } : answer, parts);
}

/** Which tools tell of an account, and as what a customer lets them be seen. A cart is the session's, never the customer's. */
const OF_ACCOUNT: Partial<Readonly<Record<NonNullable<OfferedTool['tool']>, Sight>>> = {
  order_status: 'orders',
  my_points: 'loyalty',
  my_offers: 'loyalty',
  due_soon: 'replenishment',
};

/** Whom a tool answers for a linked account; null where it was not let see that. */
function seenBy({ account }: Caller, tool: NonNullable<OfferedTool['tool']>): string | null {
  const sight = OF_ACCOUNT[tool];
  return account && sight && account.sights.has(sight) ? account.visitorId : null;
}

/** An answer for programs, the same as text for those that read no structure, and what a page would show. */
const answered = (answer: Args, parts: readonly unknown[] = []): CallToolResult => ({
  content: [{ type: 'text', text: JSON.stringify(answer) }],
  structuredContent: answer as Record<string, unknown>,
  ...(parts.length ? { _meta: { [partsKey]: parts } } : {}),
});

const refused = (text: string): CallToolResult => ({ content: [{ type: 'text', text }], isError: true });

async function ask({ shop, asker, signal }: Caller, own: AgentSession, args: Args): Promise<CallToolResult> {
  const { parts, ...said } = await askAssistant(shop, {
    visitorId: own.visitorId,
    asker,
    conversation: typeof args['conversation'] === 'string' ? args['conversation'] : null,
    text: String(args['question']),
    signal,
  });
  const shown = parts.flatMap((part) =>
    part.type.startsWith('data-') && 'data' in part ? [{ part: part.type.slice(5), data: part.data }] : [],
  );
  return answered({ ...said, session: own.session }, shown);
}

async function checkoutLink({ shop }: Caller, { visitorId }: AgentSession): Promise<CallToolResult> {
  const cart = await cartOf(shop.db, visitorId);
  const pieces = cart.lines.reduce((sum, { quantity }) => sum + quantity, 0);
  if (pieces === 0) return answered({ refusal: 'empty-cart' });
  const url = absolute(shop.environment.SITE_URL, await continuePath(shop.db, visitorId, new Date()));
  return answered({ url, pieces });
}
