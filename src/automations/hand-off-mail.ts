import type { StoreWords } from '#src/editorial/schemas.ts';
import { messagesOf } from '#src/messages/messages.ts';
import type { Database } from '#src/database/database.ts';
import { replyToTicket, type Replied } from '#src/handoff/work-on-ticket.ts';
import type { Person } from '#src/studio/people.ts';
import { sendMail, type Mail, type MailSettings } from './mail.ts';

/** Says when and how the answer comes, to the address the shopper gave. */
export const promisedMail = (
  { name, locale }: Pick<StoreWords, 'name' | 'locale'>,
  to: string,
  promise: string,
): Mail => ({
  kind: 'hand-off',
  to,
  subject: messagesOf(locale).mails.handOff.subject(name),
  parts: [promise, messagesOf(locale).mails.handOff.nothingElse],
});

/** Answers in the conversation and, where an address is known, by mail. */
export async function answerTicket(
  db: Database,
  settings: MailSettings,
  id: string,
  person: Person,
  text: string,
  now: Date,
): Promise<Replied> {
  const done = await replyToTicket(db, id, person, text, now);
  if (done.ok && done.email)
    await sendMail(
      db,
      settings,
      {
        kind: 'hand-off',
        to: done.email,
        subject: messagesOf(settings.locale).mails.handOff.answerFrom(settings.from.name),
        parts: [text.trim(), `${person.name}\n${settings.from.name}`],
      },
      now,
    );
  return done;
}
