import { messagesOf } from '#src/messages/messages.ts';
import { emailSchema } from '#src/customers/customer.ts';
import type { Database } from '#src/database/database.ts';
import type { Asker } from '#src/http/rate-limit.ts';
import {
  countAsking,
  LINK_MINUTES,
  makeLink,
  mayMailLink,
  type WithinLimits,
} from '#src/sign-in-links/sign-in-link.ts';
import type { Mail } from '#src/automations/mail.ts';

export type DataAsked =
  /** No message where enough went to that address and a link in one of them still works. */
  | { readonly ok: true; readonly mail: Mail | null }
  | { readonly ok: false; readonly refusal: 'no-address' }
  | Extract<WithinLimits, { ok: false }>;

/**
 * The message with a link that shows whoever holds an address what is kept under it. It is written to every address
 * alike, so that nobody learns by asking who has bought here.
 */
export async function askForData(
  db: Database,
  given: { readonly email: string; readonly asker: Asker },
  shop: { readonly name: string; readonly site: string; readonly locale: string },
  now: Date,
): Promise<DataAsked> {
  const parsed = emailSchema.safeParse(given.email);
  if (!parsed.success) return { ok: false, refusal: 'no-address' };
  const to = parsed.data;
  const counted = await countAsking(db, given.asker, now);
  if (!counted.ok) return counted;
  if (!(await mayMailLink(db, 'data', { subject: to, email: to }, now))) return { ok: true, mail: null };
  const token = await makeLink(db, { purpose: 'data', subject: to, minutes: LINK_MINUTES }, now);
  const say = messagesOf(shop.locale).mails.data;
  const parts = [
    { say: say.open(shop.name), press: say.press, url: new URL(`/your-data/${token}`, shop.site).href },
    say.works(LINK_MINUTES),
  ];
  return { ok: true, mail: { kind: 'data', to, subject: say.subject(shop.name), parts } };
}
