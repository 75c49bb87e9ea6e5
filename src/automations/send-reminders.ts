import { boolean, integer } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import type { ShopClock } from '#src/editorial/date-text.ts';
import { shopDay } from '#src/editorial/time-zone.ts';
import { sql } from 'kysely';
import { unsubscribeToken } from '#src/customers/consents.ts';
import { armOf } from '#src/loyalty/holdout.ts';
import { dueSoon, type DueItem } from '#src/replenishment/due-soon.ts';
import { sendMail, type MailSettings } from './mail.ts';
import { isQuiet, zoneOf, type QuietHours } from './quiet-hours.ts';
import { reminderMail } from './reminder-mail.ts';

export interface ReminderSettings {
  readonly shopName: string;
  readonly site: string;
  readonly clock: ShopClock;
  readonly quiet: QuietHours;
  /** Messages a customer gets at most in seven and in thirty days. */
  readonly mostAWeek: number;
  readonly mostAMonth: number;
  /** Items in one message. */
  readonly mostItems: number;
  /** Days before the same item is spoken of again. */
  readonly sameItemDays: number;
  readonly mail: MailSettings;
}

export type Reminded =
  | { readonly outcome: 'sent'; readonly skus: readonly string[] }
  | { readonly outcome: 'nothing-due' }
  | { readonly outcome: 'no-consent' | 'no-address' | 'quiet-hours' | 'cap' | 'held-out' | 'mail-failed' };

/** Customers who agreed to reminders and may be written to; whether something is due is seen for each on their turn. */
export async function whoToRemind(db: Database): Promise<readonly string[]> {
  const { rows } = await rowsOf(columns('customer', 'id'))`
    select c.id from customer c join customer_consent k on k.customer_id = c.id
    where k.purpose = 'reminders' and k.withdrawn_at is null and c.email is not null order by c.id`.execute(
    db,
  );
  return rows.map((row) => row.id);
}

/**
 * Writes one message with what a customer may run out of, if they agreed, it is not night where they are, and they
 * were not written to too often. What is due but kept back is written down with why; so is what a customer outside the
 * share (percent of customers, the same ones each time) would have been told. Safe to run twice: an item is claimed for
 * the day before the message goes, so two processes send one.
 */
export async function remindCustomer(
  db: Database,
  settings: ReminderSettings,
  customerId: string,
  now: Date,
  share = 100,
): Promise<Reminded> {
  const customer = await rowsOf({ ...columns('customer', 'email', 'time_zone'), agrees: boolean })`
    select c.email, c.time_zone, exists (select 1 from customer_consent k where k.customer_id = c.id
      and k.purpose = 'reminders' and k.withdrawn_at is null) as agrees
    from customer c where c.id = ${customerId}`.execute(db);
  const [who] = customer.rows;
  if (!who?.agrees) return { outcome: 'no-consent' };
  if (!who.email) return { outcome: 'no-address' };
  const zone = zoneOf(who.time_zone, settings.clock.timeZone);
  if (isQuiet(now, zone, settings.quiet)) return { outcome: 'quiet-hours' };
  const day = shopDay({ timeZone: zone }, now);
  const due = (await dueSoon(db, settings.clock, customerId, now)).filter((item) => item.sure !== 'unlikely');
  await keepBack(db, customerId, day, due, now);
  if (await isCapped(db, settings, customerId, now)) return { outcome: 'cap' };
  const items = due.filter((item) => item.keptBack === null).slice(0, settings.mostItems);
  if (items.length && armOf('reminders', customerId, 100 - share, '') === 'held-out') {
    await holdOut(db, customerId, day, items, now);
    return { outcome: 'held-out' };
  }
  const claimed = await claim(db, customerId, day, items, settings.sameItemDays, now);
  if (!claimed.length) return { outcome: 'nothing-due' };
  const token = await unsubscribeToken(db, customerId, 'reminders');
  const mailed = await sendMail(
    db,
    settings.mail,
    reminderMail(
      { ...settings, locale: settings.clock.locale },
      who.email,
      claimed,
      new URL(`/unsubscribe/${token}`, settings.site).href,
    ),
    now,
  );
  const skus = claimed.map((item) => item.sku);
  if (mailed.state === 'failed') {
    await sql`delete from reminder where customer_id = ${customerId} and day = ${day}::date and outcome = 'sent'
      and sku = any(${skus}::text[]) and mail_id is null`.execute(db);
    return { outcome: 'mail-failed' };
  }
  await sql`update reminder set mail_id = ${mailed.id} where customer_id = ${customerId} and day = ${day}::date
    and outcome = 'sent' and sku = any(${skus}::text[])`.execute(db);
  return { outcome: 'sent', skus };
}

/** Writes down what would have been said. */
async function holdOut(
  db: Database,
  customerId: string,
  day: string,
  items: readonly DueItem[],
  now: Date,
): Promise<void> {
  for (const { sku, chance } of items)
    await sql`insert into reminder (customer_id, sku, day, outcome, reason, chance, decided_at)
      values (${customerId}, ${sku}, ${day}::date, 'kept-back', 'held-out', ${chance}, ${now})
      on conflict do nothing`.execute(db);
}

async function keepBack(
  db: Database,
  customerId: string,
  day: string,
  due: readonly DueItem[],
  now: Date,
): Promise<void> {
  for (const item of due) {
    if (!item.keptBack) continue;
    await sql`insert into reminder (customer_id, sku, day, outcome, reason, chance, decided_at)
      values (${customerId}, ${item.sku}, ${day}::date, 'kept-back', ${item.keptBack}, ${item.chance}, ${now})
      on conflict do nothing`.execute(db);
  }
}

async function isCapped(
  db: Database,
  { mostAWeek, mostAMonth }: ReminderSettings,
  customerId: string,
  now: Date,
): Promise<boolean> {
  const { rows } = await rowsOf({ week: integer, month: integer })`
    select count(distinct day) filter (where decided_at > ${now}::timestamptz - interval '7 days')::int as week,
      count(distinct day)::int as month
    from reminder where customer_id = ${customerId} and outcome = 'sent'
      and decided_at > ${now}::timestamptz - interval '30 days'`.execute(db);
  return (rows[0]?.week ?? 0) >= mostAWeek || (rows[0]?.month ?? 0) >= mostAMonth;
}

/** Of the items, those nobody else speaks of today and that were not spoken of lately; they are this caller's now. */
async function claim(
  db: Database,
  customerId: string,
  day: string,
  items: readonly DueItem[],
  sameItemDays: number,
  now: Date,
): Promise<readonly DueItem[]> {
  if (!items.length) return [];
  return db.transaction().execute(async (trx) => {
    // One at a time for a customer: two processes would else each claim some of the items and send two messages.
    await sql`select id from customer where id = ${customerId} for update`.execute(trx);
    const today = await sql`select 1 from reminder where customer_id = ${customerId} and day = ${day}::date
      and outcome = 'sent' limit 1`.execute(trx);
    if (today.rows.length) return [];
    const claimed: DueItem[] = [];
    for (const item of items) {
      const { rows } = await sql`
        insert into reminder (customer_id, sku, day, outcome, chance, decided_at)
        select ${customerId}, ${item.sku}, ${day}::date, 'sent', ${item.chance}, ${now}::timestamptz
        where not exists (select 1 from reminder r where r.customer_id = ${customerId} and r.sku = ${item.sku}
          and r.outcome = 'sent' and r.decided_at > ${now}::timestamptz - ${sameItemDays} * interval '1 day')
        on conflict do nothing returning sku`.execute(trx);
      if (rows.length) claimed.push(item);
    }
    return claimed;
  });
}
