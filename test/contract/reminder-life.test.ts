import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { remindCustomer, type ReminderSettings } from '#src/automations/send-reminders.ts';
import { setConsent } from '#src/customers/consents.ts';
import { customerForEmail } from '#src/customers/customer-store.ts';
import { learnReplenishment } from '#src/replenishment/learn-replenishment.ts';
import { mailFrame } from '#test/doubles/mail-frame.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { insertOrder } from '#test/doubles/insert-order.ts';
import { insertProduct } from '#test/doubles/insert-product.ts';

const START = Date.parse('2026-01-05T18:00:00Z');
const on = (day: number) => new Date(START + day * 86_400_000);
const clock = { timeZone: 'UTC', locale: 'en-US' };

/** What somebody buys in half a year: coffee every thirty days, oil when they feel like it, filters once, a lamp once. */
const LIFE: readonly (readonly [day: number, sku: string, quantity: number])[] = [
  ...[0, 30, 60, 90, 121, 151].map((day) => [day, 'COFFEE', 1] as const),
  ...[3, 14, 55, 71, 118, 160].map((day) => [day, 'OIL', 1] as const),
  [40, 'FILTER', 2],
  [12, 'LAMP', 1],
];

onBothEngines('half a year of reminders', (open) => {
  let fresh: FreshDatabase;
  let folder: string;
  let settings: ReminderSettings;
  beforeAll(async () => {
    fresh = await open();
    folder = await mkdtemp(join(tmpdir(), 'reminder-life-'));
    settings = {
      shopName: 'Corner shop',
      site: 'https://shop.example.com',
      clock,
      quiet: { from: 20, to: 9 },
      mostAWeek: 1,
      mostAMonth: 3,
      mostItems: 4,
      sameItemDays: 21,
      mail: { ...mailFrame, OUTBOX_DIR: folder, from: { name: 'Corner shop', address: 'hello@example.com' } },
    };
    const lasts = { key: 'lasts', label: 'Lasts', kind: 'number' as const, value: 45, unit: 'days' };
    for (const [slug, sku] of [
      ['coffee', 'COFFEE'],
      ['oil', 'OIL'],
      ['lamp', 'LAMP'],
    ] as const)
      await insertProduct(fresh.db, { slug, variants: [{ sku, price: 900, stock: 99 }] });
    await insertProduct(fresh.db, { slug: 'filter', attributes: [lasts], variants: [{ sku: 'FILTER', price: 900, stock: 99 }] }); // prettier-ignore
  });
  afterAll(async () => {
    await fresh.close();
    await rm(folder, { recursive: true });
  });

  it('says in every mail what rows and the calendar say on that day, and never speaks of what was just bought', async () => {
    const { db } = fresh;
    const ann = await customerForEmail(db, 'ann@example.com');
    await setConsent(db, ann, 'reminders', true, on(0));
    const sent: { day: number; skus: readonly string[] }[] = [];
    for (let day = 0; day <= 182; day++) {
      if (day % 14 === 0) await learnReplenishment(db, on(day));
      const reminded = await remindCustomer(db, settings, ann, on(day));
      if (reminded.outcome === 'sent') sent.push({ day, skus: reminded.skus });
      for (const [, sku, quantity] of LIFE.filter(([when]) => when === day))
        await insertOrder(db, { customerId: ann, placedAt: on(day), lines: [[sku, quantity]] });
    }
    const mails = await sql<{ body: string; subject: string }>`
      select subject, body from mail_outbox where kind = 'reminder' order by written_at, id`.execute(db);
    if (process.env['SHOW_MAILS'])
      for (const [at, mail] of mails.rows.entries())
        console.log(`\n--- ${on(sent[at]?.day ?? 0).toDateString()}: ${mail.subject}\n${mail.body}`);
    expect(sent.length).toBeGreaterThan(3);
    for (const [at, { day, skus }] of sent.entries()) {
      const body = mails.rows[at]?.body ?? '';
      for (const sku of skus) {
        const last = Math.max(
          ...LIFE.filter(([when, one]) => one === sku && when < day).map(([when]) => when),
        );
        expect(day - last).toBeGreaterThan(6);
        if (sku === 'COFFEE' && day > 91) {
          const next = on(last + 30).toLocaleDateString('en-US', { dateStyle: 'medium', timeZone: 'UTC' });
          expect(body).toContain(day < last + 30 ? `the next time would be ${next}` : next);
        }
        if (sku === 'FILTER') expect(body).toContain('You bought 2, and one is said to last about 45 days');
      }
      expect(skus).not.toContain('LAMP');
    }
    expect(sent.flatMap(({ skus }) => skus)).toEqual(expect.arrayContaining(['COFFEE', 'FILTER']));
  });
});
