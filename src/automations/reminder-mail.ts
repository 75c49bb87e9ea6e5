import { messagesOf } from '#src/messages/messages.ts';
import type { DueItem } from '#src/replenishment/due-soon.ts';
import type { Mail } from './mail.ts';

/** The message: what, why, and the ways to put it off or to end it. No price, which may have changed when it is read. */
export function reminderMail(
  { shopName, site, locale }: { readonly shopName: string; readonly site: string; readonly locale: string },
  to: string,
  items: readonly DueItem[],
  unsubscribeUrl: string,
): Mail {
  const say = messagesOf(locale).mails.reminder;
  const name = (item: DueItem) => item.product?.title ?? item.sku;
  const [first, ...others] = items;
  const subject = first ? say.runningLow(name(first), others.length) : say.from(shopName);
  const account = new URL('/account', site).href;
  return {
    kind: 'reminder',
    to,
    subject: subject.replace(/\s+/g, ' '),
    parts: [
      say.soon,
      { rows: items.map((item) => ({ label: name(item), note: item.why })) },
      { say: say.again, press: say.see, url: account },
      { say: say.stop, press: say.end, url: unsubscribeUrl, quiet: true },
    ],
    unsubscribeUrl,
  };
}
