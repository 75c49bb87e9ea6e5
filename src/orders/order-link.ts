import type { Database } from '#src/database/database.ts';
import { signingSecret } from '#src/customers/signing-secret.ts';
import { readSigned, signed } from '#src/http/signed-text.ts';
import { normalisedEmail } from '#src/customers/customer.ts';
import { tryShare, tryWithin, type Asker, type Limit } from '#src/http/rate-limit.ts';
import { linesNamed } from './lines-named.ts';
import { normalisedNumber } from './order-number.ts';
import { orderById, orderByNumber, ordersOfVisitor } from './order-store.ts';
import type { Order } from './order.ts';

const PURPOSE = 'order';
const LOOKS_AT_ONE: Limit = { name: 'track-order-number', most: 12, perSeconds: 3600 };

const KEY_DAYS = 120; // longer than a return may start
const DAY_MS = 86_400_000;

/** The path of an order's page with a key that opens it for some months: for its e-mails, and for who named number and address. */
export async function orderPath(
  db: Database,
  order: Pick<Order, 'id' | 'number'>,
  now: Date,
): Promise<string> {
  const until = Math.floor(now.getTime() / DAY_MS) + KEY_DAYS;
  return `/order/${order.number}?key=${signed(await signingSecret(db, PURPOSE), `${until} ${order.id}`)}`;
}

/** Whether a key opens an order now. */
async function opens(db: Database, key: string, order: Order, now: Date): Promise<boolean> {
  const [until = '', id] = (readSigned(await signingSecret(db, PURPOSE), key) ?? '').split(' ');
  return id === order.id && Number(until) * DAY_MS > now.getTime();
}

export interface Looking {
  readonly visitorId: string | null;
  /** The customer who is signed in. */
  readonly customerId: string | null;
  readonly key: string | null;
}

/** The order of that number where whoever asks may see it: its browser, its customer, or a holder of its key; else null. */
export async function orderFor(
  db: Database,
  number: string,
  looking: Looking,
  now: Date,
): Promise<Order | null> {
  const order = await orderByNumber(db, number);
  if (!order) return null;
  const own =
    looking.visitorId !== null && order.visitorId === looking.visitorId && order.customerId === null;
  const customers = looking.customerId !== null && order.customerId === looking.customerId;
  const keyed = looking.key !== null && (await opens(db, looking.key, order, now));
  return own || customers || keyed ? order : null;
}

export type Tracked =
  | { readonly ok: true; readonly path: string; readonly orderId: string }
  | { readonly ok: false; readonly refusal: 'not-found' }
  | { readonly ok: false; readonly refusal: 'too-often'; readonly retryAfterSeconds: number };

/** The way to an order's page by number and e-mail address. One answer for a wrong number and a wrong address. */
export async function trackOrder(
  db: Database,
  given: { readonly number: string; readonly email: string; readonly asker: Asker },
  now: Date,
): Promise<Tracked> {
  const tried = await tryShare(db, 'order-look-up', given.asker, now);
  if (!tried.ok) return { ok: false, refusal: 'too-often', retryAfterSeconds: tried.retryAfterSeconds };
  // Who tries addresses for one number is stopped, from however many places they come.
  const one = await tryWithin(db, LOOKS_AT_ONE, normalisedNumber(given.number), now);
  if (!one.ok) return { ok: false, refusal: 'too-often', retryAfterSeconds: one.retryAfterSeconds };
  const order = await orderByNumber(db, given.number);
  const isTheirs = order?.email && order.email === normalisedEmail(given.email);
  return isTheirs
    ? { ok: true, path: await orderPath(db, order, now), orderId: order.id }
    : { ok: false, refusal: 'not-found' };
}

export type OrderAsked =
  | { readonly ok: true; readonly order: Order; readonly path: string }
  /** Nothing is known yet by which it could be shown. */
  | { readonly ok: false; readonly refusal: 'say-number-and-email' }
  | Exclude<Tracked, { ok: true }>;

export interface AskedInWords {
  readonly visitorId: string;
  /** Who asks, for limits; the browser alone where it is not known from where. */
  readonly asker?: Asker | undefined;
  readonly number: string | null;
  readonly email: string | null;
  /** All that was said, for the names of things in it. */
  readonly words: string;
}

/** The order somebody asks about in a conversation: one of their own, else by number and address. */
export async function orderAsked(db: Database, asked: AskedInWords, now: Date): Promise<OrderAsked> {
  const own = await ordersOfVisitor(db, asked.visitorId, MOST_OWN);
  const number = asked.number === null ? null : normalisedNumber(asked.number);
  const mine = number === null ? meantOf(own, asked.words) : own.find((order) => order.number === number);
  if (mine) return { ok: true, order: mine, path: `/order/${mine.number}` }; // its own browser needs no key
  if (number === null || asked.email === null) return { ok: false, refusal: 'say-number-and-email' };
  const found = await trackOrder(
    db,
    {
      number,
      email: asked.email,
      asker: asked.asker ?? { address: asked.visitorId, visitor: asked.visitorId },
    },
    now,
  );
  const order = found.ok ? await orderById(db, found.orderId) : null;
  if (!found.ok) return found;
  return order ? { ok: true, order, path: found.path } : { ok: false, refusal: 'not-found' };
}

/** The newest order that holds something of what is named, else the newest that still stands, else the newest. */
const meantOf = (own: readonly Order[], words: string): Order | undefined =>
  own.find((order) => linesNamed(order.lines, words).length > 0) ??
  own.find((order) => order.state !== 'cancelled') ??
  own[0];

const MOST_OWN = 50;
