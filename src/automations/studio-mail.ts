import { LINK_MINUTES } from '#src/sign-in-links/sign-in-link.ts';
import { INVITATION_DAYS } from '#src/studio/people.ts';
import type { Mail } from './mail.ts';

/** The address that lets a person of the team in, once; always of the shop's own site. */
export const studioLink = (site: string, token: string): string =>
  new URL(`/studio/sign-in/${token}`, site).href;

/** The message with the link: an invitation works longer than a link that was asked for. */
export function studioMail(
  shopName: string,
  site: string,
  to: { readonly email: string; readonly name: string },
  token: string,
  kind: 'invitation' | 'asked',
): Mail {
  const lasts = kind === 'invitation' ? `for ${INVITATION_DAYS} days` : `for ${LINK_MINUTES} minutes`;
  return {
    kind: 'studio',
    to: to.email,
    subject: `Your link to the studio of ${shopName}`,
    parts: [
      `Hello ${to.name},`,
      {
        say: `open this link and press the button to enter the studio of ${shopName}:`,
        press: 'Enter the studio',
        url: studioLink(site, token),
      },
      `It works once, ${lasts}. If you did not expect it, do nothing: without the link nobody gets in.`,
    ],
  };
}
