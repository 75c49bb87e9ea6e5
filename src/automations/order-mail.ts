import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { formatMoney, money } from '#src/money/money.ts';
import type { NoticeKind } from '#src/orders/order-notice.ts';
import { orderPath } from '#src/orders/order-link.ts';
import { orderById } from '#src/orders/order-store.ts';
import type { Order } from '#src/orders/order.ts';
import { returnsOf } from '#src/orders/return-store.ts';
import { sumOfReturn } from '#src/orders/return-sum.ts';
import { sendMail, type Mail, type MailSettings } from './mail.ts';

export interface OrderMailSettings {
  readonly shopName: string;
  readonly site: string;
  readonly locale: string;
  readonly mail: MailSettings;
}

const CLAIM_MINUTES = 5;
const MOST_TRIES = 12; // over about a week

/**
 * Sends what customers are to be told of their orders, once each: a notice is claimed before it is sent, so that of
 * several processes one sends it; one whose mail failed is tried again after CLAIM_MINUTES. Answers how many left.
 */
export async function sendOrderMails(db: Database, settings: OrderMailSettings, now: Date): Promise<number> {
  const { rows } = await rowsOf(columns('order_notice', 'order_id', 'kind', 'about'))`
    update order_notice n set tries = n.tries + 1,
      at = ${now}::timestamptz + least(1440, ${CLAIM_MINUTES} * power(2, n.tries)) * interval '1 minute'
    from (select order_id, kind, about from order_notice where mailed_at is null and at <= ${now} and tries < ${MOST_TRIES}
      order by at limit 50 for update skip locked) open
    where n.order_id = open.order_id and n.kind = open.kind and n.about = open.about
    returning n.order_id, n.kind, n.about`.execute(db);
  let sent = 0;
  for (const { order_id: orderId, kind, about } of rows) {
    const order = await orderById(db, orderId);
    const done =
      !order?.email ||
      (await sendMail(db, settings.mail, await mailFor(db, settings, order, kind, about, now), now)).state !==
        'failed';
    if (!done) continue;
    await sql`update order_notice set mailed_at = ${now}
      where order_id = ${orderId} and kind = ${kind} and about = ${about}`.execute(db);
    sent += 1;
  }
  return sent;
}

async function mailFor(
  db: Database,
  { shopName, site, locale }: OrderMailSettings,
  order: Order,
  kind: NoticeKind,
  about: string,
  now: Date,
): Promise<Mail> {
  const words = await WORDS[kind](db, order, about, locale);
  const url = new URL(await orderPath(db, order, now), site).href;
  return {
    kind: 'order',
    to: order.email ?? '',
    subject: `${words.subject} (${shopName}, order ${order.number})`,
    text: `${words.text}\n\nEverything about your order, and what you can do with it:\n${url}\n`,
  };
}

type Words = (
  db: Database,
  order: Order,
  about: string,
  locale: string,
) => Promise<{ readonly subject: string; readonly text: string }>;

const WORDS: Readonly<Record<NoticeKind, Words>> = {
  confirmed: (_db, order, _about, locale) =>
    Promise.resolve({
      subject: 'Your order is confirmed',
      text: `Thank you. We have your order ${order.number} and pack it now.\n\n${linesText(order, locale)}\n\nPaid: ${formatMoney(order.total, locale)}`,
    }),
  sent: (_db, order) =>
    Promise.resolve({
      subject: 'Your order is on its way',
      text: `Your order ${order.number} has left us${order.carrier ? ` with ${order.carrier}` : ''}.${order.tracking ? ` Its tracking number is ${order.tracking}.` : ''}`,
    }),
  cancelled: (_db, order, _about, locale) =>
    Promise.resolve({
      subject: 'Your order was cancelled',
      text: `Your order ${order.number} was cancelled${order.cancelledBecause === 'by-customer' ? ' as you asked' : ''}.${order.total.minor > 0 ? ` What you paid of ${formatMoney(order.total, locale)} goes back the way it came.` : ''}`,
    }),
  'return-started': async (db, order, about, locale) => {
    const found = (await returnsOf(db, order.id)).find((one) => one.id === about);
    const sum = found
      ? sumOfReturn({ ...found, refund: found.refund.minor }, found.refund.currency, locale)
      : [];
    return {
      subject: 'Your return',
      text: `Return ${about} is open. The label stands on the page of your order: print it and hand the parcel to the carrier. When it is here:\n\n${sum
        .map(({ label, detail, amount }) => `${label}: ${amount}${detail ? ` (${detail})` : ''}`)
        .join('\n')}`,
    };
  },
  refunded: async (db, order, about, locale) => {
    const { rows } = await rowsOf(columns('refund', 'amount_minor'))`
      select amount_minor from refund where id = ${about}`.execute(db);
    const amount = formatMoney(money(rows[0]?.amount_minor ?? 0, order.total.currency), locale);
    return {
      subject: 'Money is on its way back to you',
      text: `We have sent ${amount} back the way you paid it. Your bank may take some days to show it.`,
    };
  },
};

const linesText = (order: Order, locale: string): string =>
  order.lines.map((line) => `${line.quantity} x ${line.title}: ${formatMoney(line.net, locale)}`).join('\n');
