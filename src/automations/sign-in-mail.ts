import type { StoreWords } from '#src/editorial/schemas.ts';
import { messagesOf } from '#src/messages/messages.ts';
import { LINK_MINUTES } from '#src/sign-in-links/sign-in-link.ts';
import type { Mail } from './mail.ts';

/** The message with the link; the address of the shop comes from its own settings, never from a request. */
export function signInMail(
  { name, locale }: Pick<StoreWords, 'name' | 'locale'>,
  site: string,
  to: string,
  token: string,
): Mail {
  const say = messagesOf(locale).mails.signIn;
  return {
    kind: 'sign-in',
    to,
    subject: say.subject(name),
    parts: [
      { say: say.open(name), press: say.press, url: new URL(`/sign-in/${token}`, site).href },
      say.works(LINK_MINUTES),
    ],
  };
}
