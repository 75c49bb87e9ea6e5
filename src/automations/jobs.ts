import { CompiledQuery } from 'kysely';
import { PgBoss } from 'pg-boss';
import { automations, type AutomationId } from '#src/automation-register/automations.ts';
import { runAutomation } from '#src/automation-register/run-automation.ts';
import { sweepRuns } from '#src/automation-register/runs.ts';
import { shareOf, takeRequests } from '#src/automation-register/switches.ts';
import { cronOf } from '#src/automation-register/trigger-text.ts';
import type { Database, Engine } from '#src/database/database.ts';
import { sweepErrors } from '#src/error-centre/error-groups.ts';
import { learnReplenishment } from '#src/replenishment/learn-replenishment.ts';
import { foldWhenNew, learnWhenNew } from '#src/affinity/learn-when-new.ts';
import { expirePoints } from '#src/loyalty/expire-points.ts';
import { sweepQuestions } from '#src/open-questions/note-question.ts';
import type { PaymentProvider } from '#src/orders/payment/payment-provider.ts';
import { sweepSpend } from '#src/conversations/model-spend.ts';
import { whenQuiet } from '#src/http/load/quiet.ts';
import { sweepAsked } from '#src/back-office/idempotency.ts';
import { sweepRateLimits } from '#src/http/rate-limit.ts';
import { sweepWebhooks } from '#src/webhooks/dead-messages.ts';
import { sendWebhooks, type WebhookSettings } from '#src/webhooks/send-webhooks.ts';
import type { OrderMailSettings } from './order-mail.ts';
import { tellOwners, type OwnerMailSettings } from './error-mail.ts';
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
  readonly ownerMails: () => OwnerMailSettings;
  /** Forgets carts of agents that came to nothing. */
  readonly sweepAgents?: (db: Database, now: Date) => Promise<void>;
  /** Stays in step with other shops; answers with how many. */
  readonly connect: () => Promise<number>;
  /** Publishes and takes off the words whose time has come; answers how many files. */
  readonly publishPlanned: (now: Date) => Promise<number>;
  readonly failed: (error: unknown) => void;
  readonly now?: () => Date;
}

export interface Jobs {
  /** Looks now for whom to remind, instead of at the next full hour. */
  remindNow(): Promise<void>;
  /** Waits for the job that runs and stops. */
  stop(): Promise<void>;
}

/** Every minute orders are tended: four automations, one after another. */
const ORDERS = 'orders-tend';
const ORDER_CARE = ['order-mails', 'payment-checks', 'unpaid-orders', 'refunds'] as const;
/** One customer's reminder, asked for by the look at whom to remind. */
const REMIND = 'reminder';
const NEXT_WEBHOOKS_S = 5;
const STOP_WITHIN_MS = 5_000;
const PUT_OFF_MS = 5 * 60_000; // at the longest, while shoppers have to wait; the queue gives a job a quarter of an hour

/** Automations with a queue of their own, named as they are in the register. */
type Queued = Exclude<AutomationId, (typeof ORDER_CARE)[number] | 'search-words' | 'index-now'>;

/**
 * Starts the queue, with the names and times of the register: every minute orders are tended, and webhooks go every few
 * seconds where anybody wants them; every hour new orders fold into what goes together, and it looks for whom to remind,
 * one job a customer, so that one that fails is tried again alone; every night points expire, counters are swept and the
 * shop learns anew what goes together and what runs out when. On the embedded database the queue goes through the
 * shop's own connection, since there is no other. All but the tending of orders is put off while shoppers have to wait.
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
    remindNow: async () => void (await boss.send('reminders' satisfies Queued, {})),
    stop: () => boss.stop({ graceful: true, timeout: STOP_WITHIN_MS }),
  };
}

async function open(boss: PgBoss, settings: JobSettings): Promise<void> {
  const { db, orderMails, payment, now = () => new Date() } = settings;
  await boss.start();
  await boss.createQueue(ORDERS, { retryLimit: 2, retryDelay: 60 });
  await boss.work(ORDERS, async () => {
    for (const id of await takeRequests(db)) await boss.send(isOrderCare(id) ? ORDERS : id, {});
    await tendOrders(db, payment(), orderMails(), now());
  });
  await boss.schedule(ORDERS, '* * * * *');
  const works = worksOf(boss, settings);
  for (const [id, { policy, work }] of Object.entries(works) as [Queued, Work][]) {
    await boss.createQueue(id, { retryLimit: 2, retryDelay: 60, ...(policy && { policy }) });
    await boss.work(id, work);
    const cron = cronOf(automations[id].trigger);
    if (cron) await boss.schedule(id, cron);
  }
  await boss.createQueue(REMIND, { retryLimit: 2, retryDelay: 60 });
  await boss.work<{ customerId: string }>(REMIND, async (jobs) => {
    for (const { data } of jobs) await remind(settings, data.customerId, now());
  });
  for (const old of QUEUES_OF_BEFORE) await boss.unschedule(old);
}

/** Their schedules stand in databases of shops that were open before the register. */
const QUEUES_OF_BEFORE = [
  'nightly-sweep', 'affinity-learn', 'affinity-fold', 'replenishment-learn', 'reminders-look', 'webhooks-send', 'connectors-sync',
]; // prettier-ignore

const isOrderCare = (id: AutomationId): boolean => ORDER_CARE.some((one) => one === id);

interface Work {
  readonly work: () => Promise<void>;
  /** `exclusive`: one at a time; `short`: at most one waits. */
  readonly policy?: 'exclusive' | 'short';
}

function worksOf(boss: PgBoss, settings: JobSettings): Readonly<Record<Queued, Work>> {
  const { db, webhooks, sweepAgents, connect, ownerMails, publishPlanned, now = () => new Date() } = settings;
  const run = (id: Queued, work: () => Promise<number>) => () => runAutomation(db, id, now(), work);
  const whenQuietRun = (id: Queued, work: () => Promise<number>) =>
    run(id, async () => {
      await whenQuiet(PUT_OFF_MS);
      return work();
    });
  return {
    'points-expiry': {
      work: whenQuietRun('points-expiry', async () => (await expirePoints(db, now())).lots),
    },
    sweep: {
      work: whenQuietRun('sweep', async () => {
        const sweeps = sweepAgents ? [...SWEEPS, sweepAgents] : SWEEPS;
        for (const sweep of sweeps) await sweep(db, now());
        return sweeps.length;
      }),
    },
    connectors: { policy: 'exclusive', work: run('connectors', connect) },
    'planned-words': { policy: 'exclusive', work: run('planned-words', () => publishPlanned(now())) },
    // Each round asks for the next.
    webhooks: {
      policy: 'short',
      work: run('webhooks', async () => {
        const { hasEndpoints, sent } = await sendWebhooks(db, webhooks, now());
        if (hasEndpoints) await boss.send('webhooks' satisfies Queued, {}, { startAfter: NEXT_WEBHOOKS_S });
        return sent;
      }),
    },
    'goes-together-fold': {
      work: whenQuietRun('goes-together-fold', async () => (await foldWhenNew(db, now()))?.read ?? 0),
    },
    'goes-together-learn': {
      work: whenQuietRun('goes-together-learn', async () => (await learnWhenNew(db, now()))?.read ?? 0),
    },
    'runs-out-learn': {
      work: whenQuietRun('runs-out-learn', async () => (await learnReplenishment(db, now())).items),
    },
    // What it brings about is counted with each customer.
    reminders: {
      work: async () => {
        if ((await shareOf(db, 'reminders')) === 0) return;
        await whenQuiet(PUT_OFF_MS);
        for (const customerId of await whoToRemind(db))
          await boss.send(REMIND, { customerId }, { singletonKey: customerId, singletonSeconds: 1_800 });
      },
    },
    'error-word': { work: run('error-word', () => tellOwners(db, ownerMails(), now())) },
  };
}

const SWEEPS = [
  sweepRateLimits,
  sweepAsked,
  sweepWebhooks,
  sweepSpend,
  sweepRuns,
  sweepErrors,
  sweepQuestions,
] as const;

const remind = ({ db, reminders }: JobSettings, customerId: string, now: Date): Promise<void> =>
  runAutomation(db, 'reminders', now, async (share) => {
    const { outcome } = await remindCustomer(db, reminders(), customerId, now, share);
    if (outcome === 'mail-failed') throw new Error('A reminder was not sent');
    return outcome === 'sent' ? 1 : 0;
  });
