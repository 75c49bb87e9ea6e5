import { rm } from 'node:fs/promises';
import { addToCart } from '#src/carts/cart-store.ts';
import { importContentFeed } from '#src/catalog/import/content-feed.ts';
import { appendMessage } from '#src/conversations/conversation-store.ts';
import { customerOfVisitor } from '#src/customers/customer-store.ts';
import { unsubscribeToken } from '#src/customers/consents.ts';
import { signingSecret } from '#src/customers/signing-secret.ts';
import { askToSignIn, signIn } from '#src/customers/sign-in.ts';
import { openDatabase, type Database } from '#src/database/database.ts';
import { migrate } from '#src/database/migrate.ts';
import { openContent } from '#src/editorial/content.ts';
import { openTicket } from '#src/handoff/open-ticket.ts';
import { newVisitorId } from '#src/http/visitor.ts';
import { signed } from '#src/http/signed-text.ts';
import { noteQuestion } from '#src/open-questions/note-question.ts';
import { openQuestions } from '#src/open-questions/open-questions.ts';
import { payOrder } from '#src/orders/pay-order.ts';
import { testProvider } from '#src/orders/payment/test-provider.ts';
import { inviteReview } from '#src/reviews/invitation.ts';
import { continuePath, newSession } from '#src/protocols/agent-session.ts';
import { reviewSecret } from '#src/reviews/review-secret.ts';
import { makeLink } from '#src/sign-in-links/sign-in-link.ts';
import { invite } from '#src/studio/people.ts';
import { openSession } from '#src/studio/session.ts';
import { orderAs, orderWords } from '#test/doubles/order-shop.ts';
import { startConversation } from '#test/doubles/start-conversation.ts';
import { startShop, type StartedShop } from '#test/doubles/started-shop.ts';

/** What stands in the pages of its owner and of the team, and in nobody else's. */
export const MARKS = ['Olwen Ownmark', 'olwen.ownmark@example.com', '77 Ownmark Lane', 'talkmark'] as const;

export interface OpenShop {
  readonly shop: StartedShop;
  readonly dataDir: string;
  /** Cookies of who was signed in before the shop opened. */
  readonly cookies: Readonly<Record<'owner' | 'other' | 'team', string>>;
  /** A choice that can be bought. */
  readonly sku: string;
  /** An address of a route that no page of the shop leads to; by its pattern. */
  readonly things: Readonly<Record<string, string>>;
}

/** A shop with a customer who has an order, a conversation and a hand-off, another customer, and somebody of the team. */
export async function openShop(dataDir: string): Promise<OpenShop> {
  await rm(dataDir, { recursive: true, force: true });
  const { db, close } = await openDatabase({ DATABASE_POOL_SIZE: 1, SHELFTALK_DATA_DIR: dataDir });
  await migrate(db);
  const filled = await fill(db, new Date());
  await close();
  const shop = await startShop({
    SHELFTALK_DATA_DIR: dataDir,
    OUTBOX_DIR: `${dataDir}.outbox`,
    DATABASE_URL: '',
    TRUSTED_PROXIES: 'loopback', // so that a test asks from many places
    LOG_LEVEL: 'debug',
    NODE_ENV: 'production',
  });
  return { shop, dataDir, ...filled };
}

/** A link to go on with a cart that a program filled. */
async function filledFor(db: Database, sku: string, now: Date): Promise<string> {
  const { visitorId } = await newSession(db);
  await addToCart(db, visitorId, sku, 1);
  return continuePath(db, visitorId, now);
}

async function fill(db: Database, now: Date): Promise<Pick<OpenShop, 'cookies' | 'things' | 'sku'>> {
  const key = await signingSecret(db, 'visitor');
  const customer = async (email: string) => {
    const visitor = newVisitorId();
    const asked = await askToSignIn(db, { email, asker: { address: '192.0.2.1', visitor } }, now);
    if (asked.ok && asked.token) await signIn(db, asked.token, visitor, now);
    return {
      visitor,
      id: (await customerOfVisitor(db, visitor))?.id ?? '',
      cookie: `visitor=${signed(key, visitor)}`,
    };
  };
  const owner = await customer(MARKS[1]);
  const other = await customer('else@example.com');
  await importContentFeed(db, 'content', true, { currency: 'USD', progress: () => {}, now });
  const { sku } = await db
    .selectFrom('variant')
    .innerJoin('stock', 'stock.variant_id', 'variant.id')
    .where('on_hand', '>', 50)
    .select('sku')
    .executeTakeFirstOrThrow();
  const details = { email: MARKS[1], name: MARKS[0], line1: MARKS[2] };
  const placed = await orderAs(db, orderWords(), owner.visitor, [[sku, 2]], now, { details });
  if (!placed.ok) throw new Error(placed.refusal);
  const { orderId } = placed;
  await payOrder(db, testProvider(db), { orderId, method: 'good', returnUrl: '' }, now);
  const { id: talk } = await startConversation(db, owner.visitor);
  await appendMessage(db, talk, 'user', [{ type: 'text', text: `shoes ${MARKS[3]}` }]);
  const content = openContent('content');
  const said = { rule: 'asked', words: MARKS[3], conversationId: talk, customerId: owner.id };
  const ticket = await openTicket(db, content.current(), said, now);
  content.close();
  const line = { orderRef: orderId, sku, customer: orderId };
  const review = await inviteReview(db, await reviewSecret(db, undefined), line, now);
  const asked = { text: 'Do you sharpen knives?', source: 'search', because: 'nothing-found' } as const;
  await noteQuestion(db, { ...asked, visitorId: owner.visitor }, now);
  const [group] = await openQuestions(db);
  const person = await invite(db, { email: 'tess@shop.example', name: 'Tess', role: 'owner' }, now);
  const session = await openSession(db, person.ok ? person.token : '', now);
  return {
    sku,
    cookies: {
      owner: owner.cookie,
      other: other.cookie,
      team: `studio=${session.ok ? session.cookie : ''}`,
    },
    things: {
      '/api/back-office/[...path]': '/api/back-office/stock/NONE',
      '/api/connectors/[name]': '/api/connectors/shopify',
      '/look/[...file]': '/look/style.css',
      '/checkout/continue/[token]': await filledFor(db, sku, now),
      '/acp/[...path]': '/acp/checkout_sessions/NONE',
      '/ucp/[...path]': '/ucp/2026-04-08/checkout-sessions/NONE',
      '/order/[number]': `/order/${placed.number}`,
      '/account/data.[format]': '/account/data.json',
      '/studio/orders/[number]': `/studio/orders/${placed.number}`,
      '/studio/orders/[number]/data.[format]': `/studio/orders/${placed.number}/data.json`,
      '/studio/orders/[number]/care': `/studio/orders/${placed.number}/care`,
      '/studio/orders/[number]/slip': `/studio/orders/${placed.number}/slip`,
      '/studio/inbox/[id]': `/studio/inbox/${ticket.id}`,
      '/studio/questions/[id]': `/studio/questions/${group?.id}`,
      '/api/chat/[id]': `/api/chat/${talk}`,
      '/api/chat/[id]/feedback': `/api/chat/${talk}/feedback`,
      '/api/chat/[id]/replies': `/api/chat/${talk}/replies`,
      '/api/chat/[id]/stop': `/api/chat/${talk}/stop`,
      '/api/chat/[id]/stream': `/api/chat/${talk}/stream`,
      '/review/[token]': `/review/${review.ok ? review.token : ''}`,
      '/unsubscribe/[token]': `/unsubscribe/${await unsubscribeToken(db, owner.id, 'reminders')}`,
      '/your-data/[token]': `/your-data/${await makeLink(db, { purpose: 'data', subject: MARKS[1], minutes: 60 }, now)}`,
    },
  };
}
