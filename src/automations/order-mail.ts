import { messagesOf } from '#src/messages/messages.ts';
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
import type { MailPart, MailRow } from './mail-parts.ts';

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
  const say = messagesOf(locale).mails.order;
  const words = await WORDS[kind](db, order, about, locale);
  const url = new URL(await orderPath(db, order, now), site).href;
  return {
    kind: 'order',
    to: order.email ?? '',
    subject: say.subject(words.subject, shopName, order.number),
    parts: [...words.parts, { say: say.everything, press: say.open, url }],
  };
}

type Words = (
  db: Database,
  order: Order,
  about: string,
  locale: string,
) => Promise<{ readonly subject: string; readonly parts: readonly MailPart[] }>;

const WORDS: Readonly<Record<NoticeKind, Words>> = {
  confirmed: (_db, order, _about, locale) =>
    Promise.resolve({
      subject: messagesOf(locale).mails.order.confirmed,
      parts: [messagesOf(locale).mails.order.thanks(order.number), { rows: rowsOfOrder(order, locale) }],
    }),
  sent: (_db, order, _about, locale) =>
    Promise.resolve({
      subject: messagesOf(locale).mails.order.sent,
      parts: [messagesOf(locale).mails.order.hasLeft(order.number, order.carrier, order.tracking)],
    }),
  cancelled: (_db, order, _about, locale) =>
    Promise.resolve({
      subject: messagesOf(locale).mails.order.cancelled,
      parts: [
        messagesOf(locale).mails.order.wasCancelled(
          order.number,
          order.cancelledBecause === 'by-customer',
          order.total.minor > 0 ? formatMoney(order.total, locale) : null,
        ),
      ],
    }),
  'return-started': async (db, order, about, locale) => {
    const found = (await returnsOf(db, order.id)).find((one) => one.id === about);
    const sum = found
      ? sumOfReturn({ ...found, refund: found.refund.minor }, found.refund.currency, locale)
      : [];
    return {
      subject: messagesOf(locale).mails.order.return,
      parts: [
        messagesOf(locale).mails.order.returnOpen(about),
        { rows: sum.map(({ label, detail, amount }) => ({ label, value: amount, note: detail })) },
      ],
    };
  },
  refunded: async (db, order, about, locale) => {
    const { rows } = await rowsOf(columns('refund', 'amount_minor'))`
      select amount_minor from refund where id = ${about}`.execute(db);
    const amount = formatMoney(money(rows[0]?.amount_minor ?? 0, order.total.currency), locale);
    return {
      subject: messagesOf(locale).mails.order.refund,
      parts: [messagesOf(locale).mails.order.refunded(amount)],
    };
  },
};

const rowsOfOrder = (order: Order, locale: string): readonly MailRow[] => [
  ...order.lines.map((line) => ({
    label: `${line.quantity} × ${line.title}`,
    value: formatMoney(line.net, locale),
  })),
  { label: messagesOf(locale).mails.order.paid, value: formatMoney(order.total, locale) },
];
