import type { DueItem } from '#src/replenishment/due-soon.ts';
import type { Mail } from './mail.ts';

/** The message: what, why, and the ways to put it off or to end it. No price, which may have changed when it is read. */
export function reminderMail(
  { shopName, site }: { readonly shopName: string; readonly site: string },
  to: string,
  items: readonly DueItem[],
  unsubscribeUrl: string,
): Mail {
  const name = (item: DueItem) => item.product?.title ?? item.sku;
  const [first, ...others] = items;
  const subject = first
    ? `${name(first)}${others.length ? ` and ${others.length} more` : ''}: running low?`
    : `From ${shopName}`;
  const account = new URL('/account', site).href;
  return {
    kind: 'reminder',
    to,
    subject: subject.replace(/\s+/g, ' '),
    text: `You may run out of these soon:

${items.map((item) => `- ${name(item)}\n  ${item.why}`).join('\n')}

Order again, put it off or change how often: ${account}

You get this because you agreed to reminders. Stop them with one press: ${unsubscribeUrl}
`,
    unsubscribeUrl,
  };
}
