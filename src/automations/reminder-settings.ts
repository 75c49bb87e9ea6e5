import type { StoreWords } from '#src/editorial/schemas.ts';
import type { Environment } from '#src/environment.ts';
import type { MailSettings } from './mail.ts';
import { mailColors } from './mail-colors.ts';
import type { OrderMailSettings } from './order-mail.ts';
import type { OwnerMailSettings } from './error-mail.ts';
import type { ReminderSettings } from './send-reminders.ts';

/** What holds where store.yaml says nothing of reminders. */
const USUAL = {
  quietFrom: 20,
  quietTo: 9,
  mostAWeek: 1,
  mostAMonth: 3,
  mostItems: 4,
  sameItemDays: 21,
} as const;

/** From whom and how mail leaves the shop. */
export const mailSettings = (environment: Environment, store: StoreWords): MailSettings => ({
  SMTP_URL: environment.SMTP_URL,
  OUTBOX_DIR: environment.OUTBOX_DIR,
  from: { name: store.name, address: environment.MAIL_FROM ?? store.contact.email },
  locale: store.locale,
  colors: mailColors(store.look),
});

/** How often and when the shop reminds, as store.yaml stands now. */
export function reminderSettings(environment: Environment, store: StoreWords): ReminderSettings {
  const { quietFrom, quietTo, ...rest } = { ...USUAL, ...store.reminders };
  return {
    shopName: store.name,
    site: environment.SITE_URL,
    clock: store,
    ...rest,
    quiet: { from: quietFrom, to: quietTo },
    mail: mailSettings(environment, store),
  };
}

/** How the shop writes about orders. */
export const orderMailSettings = (environment: Environment, store: StoreWords): OrderMailSettings => ({
  shopName: store.name,
  site: environment.SITE_URL,
  locale: store.locale,
  mail: mailSettings(environment, store),
});

/** How the shop writes to those who own it. */
export const ownerMailSettings = (environment: Environment, store: StoreWords): OwnerMailSettings => ({
  shopName: store.name,
  site: environment.SITE_URL,
  mail: mailSettings(environment, store),
});
