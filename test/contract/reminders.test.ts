import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { startJobs } from '#src/automations/jobs.ts';
import { outbox } from '#src/automations/mail.ts';
import { reminderLift, reminderLiftInWords } from '#src/automations/reminder-lift.ts';
import { remindCustomer, whoToRemind, type ReminderSettings } from '#src/automations/send-reminders.ts';
import { setConsent, unsubscribe } from '#src/customers/consents.ts';
import { openHold } from '#src/customers/holds.ts';
import { customerForEmail } from '#src/customers/customer-store.ts';
import { changeInterval } from '#src/replenishment/choices.ts';
import { mailFrame } from '#test/doubles/mail-frame.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { insertOrder } from '#test/doubles/insert-order.ts';
import { insertProduct } from '#test/doubles/insert-product.ts';

const NOON = new Date('2026-11-27T19:00:00Z'); // noon in Denver
const at = (days: number) => new Date(NOON.getTime() + days * 86_400_000);

onBothEngines('reminders', (open) => {
  let fresh: FreshDatabase;
  let folder: string;
  let settings: ReminderSettings;
  let ann: string;
  beforeAll(async () => {
    fresh = await open();
    folder = await mkdtemp(join(tmpdir(), 'shelftalk-outbox-'));
    settings = {
      shopName: 'Longstride',
      site: 'https://shop.example.com',
      clock: { timeZone: 'America/Denver', locale: 'en-US' },
      quiet: { from: 20, to: 9 },
      mostAWeek: 1,
      mostAMonth: 2,
      mostItems: 3,
      sameItemDays: 21,
      mail: { ...mailFrame, OUTBOX_DIR: folder, from: { name: 'Longstride', address: 'hello@example.com' } },
    };
    await insertProduct(fresh.db, { slug: 'gel', variants: [{ sku: 'GEL', price: 200, stock: 50 }] });
    ann = await customerForEmail(fresh.db, 'ann@example.com');
    await insertOrder(fresh.db, { customerId: ann, placedAt: at(-30), lines: [['GEL', 6]] });
    await changeInterval(fresh.db, ann, 'GEL', 30, at(-29));
  });
  beforeEach(async () => {
    for (const table of ['reminder', 'mail_outbox', 'customer_hold'])
      await sql`delete from ${sql.table(table)}`.execute(fresh.db);
    await sql`update customer set time_zone = null`.execute(fresh.db);
    await setConsent(fresh.db, ann, 'reminders', true, NOON);
  });
  afterAll(async () => {
    await fresh.close();
    await rm(folder, { recursive: true, force: true });
  });
  const remind = (now: Date, changed: Partial<ReminderSettings> = {}) =>
    remindCustomer(fresh.db, { ...settings, ...changed }, ann, now);

  it('say what and why, and how to end them by one press', async () => {
    expect(await remind(NOON)).toEqual({ outcome: 'sent', skus: ['GEL'] });
    const [mail] = await outbox(fresh.db, 5);
    expect(mail).toMatchObject({ kind: 'reminder', recipient: 'ann@example.com', state: 'kept' });
    expect(mail?.body).toContain('every 30 days');
    const file = await readFile(join(folder, `${mail?.id}.eml`), 'utf8');
    const unfolded = file.replace(/\r\n[ \t]+/g, ' ');
    expect(unfolded).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click/m);
    const [, token = ''] =
      /^List-Unsubscribe: <https:\/\/shop\.example\.com\/unsubscribe\/([^>]+)>/m.exec(unfolded) ?? [];
    expect(await unsubscribe(fresh.db, token, NOON)).toEqual({ ok: true, purpose: 'reminders' });
    expect(await remind(at(40))).toEqual({ outcome: 'no-consent' });
    expect(await whoToRemind(fresh.db)).toEqual([]);
  });

  it('wait for the morning where the customer lives, else where the shop is', async () => {
    const night = new Date('2026-11-27T04:30:00Z'); // 21:30 in Denver, 13:30 in Tokyo
    expect(await remind(night)).toEqual({ outcome: 'quiet-hours' });
    await sql`update customer set time_zone = 'Asia/Tokyo'`.execute(fresh.db);
    expect(await remind(night)).toMatchObject({ outcome: 'sent' });
    await sql`update customer set time_zone = 'Nowhere/Never'`.execute(fresh.db);
    expect(await remind(night)).toEqual({ outcome: 'quiet-hours' });
  });

  it('come once from two processes at once', async () => {
    const both = await Promise.all([remind(NOON), remind(NOON)]);
    expect(both.filter((one) => one.outcome === 'sent')).toHaveLength(1);
    expect(await outbox(fresh.db, 5)).toHaveLength(1);
  });

  it('keep to the caps of the week and the month', async () => {
    const often = { sameItemDays: 0 };
    expect(await remind(at(0), often)).toMatchObject({ outcome: 'sent' });
    expect(await remind(at(3), often)).toEqual({ outcome: 'cap' });
    expect(await remind(at(8), often)).toMatchObject({ outcome: 'sent' });
    expect(await remind(at(16), often)).toEqual({ outcome: 'cap' });
    expect(await remind(at(40), often)).toMatchObject({ outcome: 'sent' });
  });

  it('do not speak of the same item again soon', async () => {
    await remind(at(0));
    expect(await remind(at(10))).toEqual({ outcome: 'nothing-due' });
    expect(await remind(at(22))).toMatchObject({ outcome: 'sent' });
  });

  it('are kept back with the reason while a complaint is open', async () => {
    await openHold(fresh.db, ann, 'complaint', 'T1', NOON);
    expect(await remind(NOON)).toEqual({ outcome: 'nothing-due' });
    const { rows } = await sql`select sku, outcome, reason from reminder`.execute(fresh.db);
    expect(rows).toEqual([{ sku: 'GEL', outcome: 'kept-back', reason: 'complaint' }]);
    expect(await outbox(fresh.db, 5)).toEqual([]);
  });

  it('are tried again when the mail server is away', async () => {
    const away = { ...settings.mail, SMTP_URL: 'smtp://127.0.0.1:1' };
    expect(await remind(NOON, { mail: away })).toEqual({ outcome: 'mail-failed' });
    expect(await outbox(fresh.db, 5)).toMatchObject([{ state: 'failed', body: null }]);
    expect(await remind(NOON)).toMatchObject({ outcome: 'sent' });
  });

  it('go to a share of customers, and write down whom they would have gone to', async () => {
    expect(await remindCustomer(fresh.db, settings, ann, NOON, 0)).toEqual({ outcome: 'held-out' });
    const { rows } = await sql`select sku, outcome, reason from reminder`.execute(fresh.db);
    expect(rows).toEqual([{ sku: 'GEL', outcome: 'kept-back', reason: 'held-out' }]);
    expect(await outbox(fresh.db, 5)).toEqual([]);
    const lift = await reminderLift(fresh.db, 'USD', at(15));
    expect(lift).toMatchObject({ offered: { customers: 0 }, heldOut: { customers: 1 }, measured: null });
    expect(reminderLiftInWords(lift, String)).toMatch(/^Not enough to say/);
  });

  it('say what they bring once enough customers were held out', async () => {
    for (let n = 0; n < 80; n++) {
      const one = await customerForEmail(fresh.db, `n${n}@example.com`);
      const isSent = n % 2 === 0;
      await sql`insert into reminder (customer_id, sku, day, outcome, reason, chance, decided_at)
        values (${one}, 'GEL', '2026-11-27', ${isSent ? 'sent' : 'kept-back'}, ${isSent ? null : 'held-out'}, .5, ${NOON})`.execute(
        fresh.db,
      );
      if (isSent) await insertOrder(fresh.db, { customerId: one, placedAt: at(3), lines: [['GEL', 5]] });
    }
    await sql`update order_line set total_minor = 900 where quantity = 5`.execute(fresh.db);
    const lift = await reminderLift(fresh.db, 'USD', at(15));
    expect(lift).toMatchObject({
      offered: { customers: 40, orders: 40 },
      heldOut: { customers: 40, orders: 0 },
    });
    expect(lift.measured?.revenueEach.low).toBeGreaterThan(0);
    expect(reminderLiftInWords(lift, String)).toMatch(
      /spent 900 more than one who was held out \(between 900 and 900\)/,
    );
    expect((await reminderLift(fresh.db, 'USD', at(10))).waiting).toBe(80);
  });

  it('go through the queue, which stops when asked', async () => {
    const files = (await readdir(folder)).length;
    const failed: unknown[] = [];
    const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(fresh.db);
    const url = new URL(process.env['TEST_DATABASE_URL'] ?? 'postgres://localhost');
    url.pathname = `/${rows[0]?.name}`;
    const jobs = await startJobs({
      db: fresh.db,
      payment: () => null,
      webhooks: { anyHost: false },
      connect: () => Promise.resolve(0),
      publishPlanned: () => Promise.resolve(0),
      ownerMails: () => ({ shopName: 'Shop', site: 'http://localhost', mail: settings.mail }),
      orderMails: () => ({
        shopName: 'Shop',
        site: 'http://localhost',
        locale: 'en-US',
        mail: settings.mail,
      }),
      engine: fresh.engine,
      DATABASE_URL: url.href,
      reminders: () => settings,
      failed: (error) => failed.push(error),
      now: () => NOON,
    });
    await jobs.remindNow();
    await expect.poll(() => outbox(fresh.db, 5), { interval: 200 }).toHaveLength(1);
    await jobs.stop();
    expect(failed).toEqual([]);
    expect(await readdir(folder)).toHaveLength(files + 1);
  });
});
