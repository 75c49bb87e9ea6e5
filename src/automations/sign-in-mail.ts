import { LINK_MINUTES } from '#src/sign-in-links/sign-in-link.ts';
import type { Mail } from './mail.ts';

/** The message with the link; the address of the shop comes from its own settings, never from a request. */
export function signInMail(shopName: string, site: string, to: string, token: string): Mail {
  return {
    kind: 'sign-in',
    to,
    subject: `Your link to sign in to ${shopName}`,
    text: `Open this link and press the button to sign in to ${shopName}:

${new URL(`/sign-in/${token}`, site).href}

It works once, for ${LINK_MINUTES} minutes. If you did not ask for it, do nothing: without the link nobody gets in.
`,
  };
}
