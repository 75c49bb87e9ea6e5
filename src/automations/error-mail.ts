import type { Database } from '#src/database/database.ts';
import { takeUntold } from '#src/error-centre/error-groups.ts';
import { team } from '#src/studio/people.ts';
import { sendMail, type Mail, type MailSettings } from './mail.ts';

export interface OwnerMailSettings {
  readonly shopName: string;
  readonly site: string;
  readonly mail: MailSettings;
}

const MOST_NAMED = 10;

/** Tells the owners of the shop what broke since they were told last. Answers how many kinds of errors. */
export async function tellOwners(db: Database, settings: OwnerMailSettings, now: Date): Promise<number> {
  const owners = (await team(db)).filter(({ role }) => role === 'owner');
  if (!owners.length) return 0; // kept until there is somebody to tell
  const untold = await takeUntold(db, now);
  if (!untold.length) return 0;
  for (const { email } of owners) await sendMail(db, settings.mail, errorMail(settings, email, untold), now);
  return untold.length;
}

/** The message to an owner about what broke. */
export function errorMail(
  { shopName, site }: Pick<OwnerMailSettings, 'shopName' | 'site'>,
  to: string,
  broken: readonly { readonly place: string; readonly sample: string }[],
): Mail {
  const named = broken.slice(0, MOST_NAMED).map(({ place, sample }) => `${place}\n${sample}`);
  const more = broken.length - named.length;
  const subject = broken.length === 1 ? 'Something broke' : `${broken.length} things broke`;
  return {
    kind: 'studio',
    to,
    subject: `${subject} in ${shopName}`,
    parts: [
      `${subject} that had not broken before, or not since it was mended:`,
      ...named,
      ...(more > 0 ? [`and ${more} more.`] : []),
      {
        say: 'What can be done about each stands here:',
        press: 'Open the error centre',
        url: new URL('/studio/errors', site).href,
      },
    ],
  };
}
