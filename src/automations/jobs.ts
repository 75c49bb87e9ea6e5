import { CompiledQuery } from 'kysely';
import { PgBoss } from 'pg-boss';
import type { Database, Engine } from '#src/database/database.ts';
import { learnReplenishment } from '#src/replenishment/learn-replenishment.ts';
import { foldWhenNew, learnWhenNew } from '#src/affinity/learn-when-new.ts';
import { expirePoints } from '#src/loyalty/expire-points.ts';
import type { PaymentProvider } from '#src/orders/payment/payment-provider.ts';
import { sweepSpend } from '#src/conversations/model-spend.ts';
import { whenQuiet } from '#src/http/load/quiet.ts';
import { sweepAsked } from '#src/back-office/idempotency.ts';
import { sweepRateLimits } from '#src/http/rate-limit.ts';
import { sweepWebhooks } from '#src/webhooks/dead-messages.ts';
import { sendWebhooks, type WebhookSettings } from '#src/webhooks/send-webhooks.ts';
import type { OrderMailSettings } from './order-mail.ts';
import { tendOrders } from './tend-orders.ts';
import { remindCustomer, whoToRemind, type ReminderSettings } from './send-reminders.ts';

export interface JobSettings {
  readonly db: Database;
  readonly engine: Engine;
  readonly DATABASE_URL?: string | undefined;
  /** Read anew for each job, so that an edit of the settings counts at once. */
  readonly reminders: () => ReminderSettings;
  readonly orderMails: () => OrderMailSettings;
  readonly payment: () => PaymentProvider | null;
  readonly webhooks: WebhookSettings;
  /** Stays in step with other shops. */
  readonly connect: () => Promise<void>;
  readonly failed: (error: unknown) => void;
  readonly now?: () => Date;
}

export interface Jobs {
  /** Looks now for whom to remind, instead of at the next full hour. */
  remindNow(): Promise<void>;
  /** Waits for the job that runs and stops. */
  stop(): Promise<void>;
}

const ORDERS = 'orders-tend';
const SWEEP = 'nightly-sweep';
const TOGETHER = 'affinity-learn';
const FOLD = 'affinity-fold';
const LEARN = 'replenishment-learn';
const LOOK = 'reminders-look';
const WEBHOOKS = 'webhooks-send';
const NEXT_WEBHOOKS_S = 5;
const CONNECT = 'connectors-sync';
const REMIND = 'reminder';
const STOP_WITHIN_MS = 5_000;
const PUT_OFF_MS = 5 * 60_000; // at the longest, while shoppers have to wait; the queue gives a job a quarter of an hour

/**
 * Starts the queue: every minute orders are tended, and webhooks go every few seconds where anybody wants them; every hour new orders fold into what goes together, and it looks for
 * whom to remind, one job a customer, so that one that fails is tried again alone; every night points expire, counters
 * are swept and the shop learns anew what goes together and what runs out when. On the embedded database the queue
 * goes through the shop's own connection, since there is no other. All but the tending of orders is put off while
 * shoppers have to wait.
 */
export async function startJobs(settings: JobSettings): Promise<Jobs> {
  const { db, engine, failed } = settings;
  const boss = new PgBoss(
    engine === 'pglite'
      ? {
          db: {
            executeSql: async (text, values = []) => ({
              rows: [...(await db.executeQuery(CompiledQuery.raw(text, values))).rows] as never[],
            }),
          },
        }
      : { connectionString: settings.DATABASE_URL ?? '', max: 2, application_name: 'shelftalk-jobs' },
  );
  boss.on('error', failed);
  try {
    await open(boss, settings);
  } catch (error) {
    await boss.stop({ graceful: false }).catch(() => {}); // whoever calls may try again
    throw error;
  }
  return {
    remindNow: async () => void (await boss.send(LOOK, {})),
    stop: () => boss.stop({ graceful: true, timeout: STOP_WITHIN_MS }),
  };
}

async function open(boss: PgBoss, settings: JobSettings): Promise<void> {
  const { db, reminders, orderMails, payment, webhooks, connect, now = () => new Date() } = settings;
  await boss.start();
  for (const queue of [ORDERS, SWEEP, TOGETHER, FOLD, LEARN, LOOK, REMIND])
    await boss.createQueue(queue, { retryLimit: 2, retryDelay: 60 });
  await boss.work(ORDERS, () => tendOrders(db, payment(), orderMails(), now()));
  await boss.work(SWEEP, async () => {
    await whenQuiet(PUT_OFF_MS);
    await expirePoints(db, now());
    await sweepRateLimits(db, now());
    await sweepAsked(db, now());
    await sweepWebhooks(db, now());
    await sweepSpend(db, now());
  });
  await boss.createQueue(CONNECT, { policy: 'exclusive' }); // one at a time
  await boss.work(CONNECT, connect);
  await boss.createQueue(WEBHOOKS, { policy: 'short' }); // of it at most one waits: each round asks for the next
  await boss.work(WEBHOOKS, async () => {
    const { hasEndpoints } = await sendWebhooks(db, webhooks, now());
    if (hasEndpoints) await boss.send(WEBHOOKS, {}, { startAfter: NEXT_WEBHOOKS_S });
  });
  for (const [queue, learn] of [
    [TOGETHER, learnWhenNew],
    [FOLD, foldWhenNew],
    [LEARN, learnReplenishment],
  ] as const)
    await boss.work(queue, async () => {
      await whenQuiet(PUT_OFF_MS);
      await learn(db, now());
    });
  await boss.work(LOOK, async () => {
    await whenQuiet(PUT_OFF_MS);
    for (const customerId of await whoToRemind(db))
      await boss.send(REMIND, { customerId }, { singletonKey: customerId, singletonSeconds: 1_800 });
  });
  await boss.work<{ customerId: string }>(REMIND, async (jobs) => {
    for (const { data } of jobs) {
      const done = await remindCustomer(db, reminders(), data.customerId, now());
      if (done.outcome === 'mail-failed')
        throw new Error(`A reminder for customer ${data.customerId} was not sent`);
    }
  });
  await boss.schedule(ORDERS, '* * * * *');
  await boss.schedule(WEBHOOKS, '* * * * *');
  await boss.schedule(CONNECT, '* * * * *');
  await boss.schedule(SWEEP, '50 3 * * *');
  await boss.schedule(TOGETHER, '40 2 * * *');
  await boss.schedule(FOLD, '15 * * * *');
  await boss.schedule(LEARN, '20 3 * * *');
  await boss.schedule(LOOK, '5 * * * *');
}
