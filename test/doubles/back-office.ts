import { answerBackOffice } from '#src/back-office/answer.ts';
import { makeKey, RIGHTS, type Right } from '#src/back-office/key.ts';
import type { Desk } from '#src/back-office/operation.ts';
import type { Database } from '#src/database/database.ts';
import type { Content } from '#src/editorial/content.ts';
import { payOrder } from '#src/orders/pay-order.ts';
import { testProvider } from '#src/orders/payment/test-provider.ts';
import { orderAs, orderWords } from './order-shop.ts';

export interface Office {
  readonly desk: Desk;
  readonly bank: ReturnType<typeof testProvider>;
  /** A token with those rights, or with all. */
  token(rights?: readonly Right[], expiresAt?: Date | null): Promise<string>;
  ask(token: string | null, method: string, path: string, given?: Asked): Promise<Answered>;
  /** An order that is paid, by its number. */
  paid(
    lines: readonly (readonly [string, number])[],
  ): Promise<{ readonly orderId: string; readonly number: string }>;
}

interface Asked {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly key?: string;
  readonly now?: Date;
}

interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into what they expect
  readonly json: any;
}

/** The back office of a small shop over that database, asked as a program asks it. */
export function openOffice(db: Database, now: Date): Office {
  const bank = testProvider(db);
  const words = orderWords();
  const desk: Desk = {
    db,
    content: () => ({ ...words, import: null }) as unknown as Content,
    payment: () => bank,
  };
  let made = 0;
  return {
    desk,
    bank,
    async token(rights = Object.keys(RIGHTS) as Right[], expiresAt = null) {
      return (await makeKey(db, { name: 'ERP', rights, expiresAt }, now)).token;
    },
    async ask(token, method, path, { body, headers = {}, key = `once-${++made}`, now: at = now } = {}) {
      const request = new Request(`http://shop.example/api/back-office${path}`, {
        method,
        headers: {
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
          ...(method === 'GET' ? {} : { 'idempotency-key': key }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const response = await answerBackOffice(desk, request, { address: '192.0.2.7', visitor: null }, at);
      const text = await response.text();
      return { status: response.status, headers: response.headers, text, json: JSON.parse(text) };
    },
    async paid(lines) {
      const done = await orderAs(db, words, `visitor-${++made}`, lines, now, {
        details: { email: `v${made}@example.com` },
      });
      if (!done.ok) throw new Error(JSON.stringify(done));
      const payment = { orderId: done.orderId, method: 'good', returnUrl: 'http://x/', withinMs: 50_000 };
      await payOrder(db, bank, payment, now);
      return { orderId: done.orderId, number: done.number };
    },
  };
}
