import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf, type RowOf } from '#src/database/rows.ts';
import { NO_CURRENCY } from '#src/money/money.ts';
import type { AttemptRef, PaymentAnswer, PaymentProvider } from './payment-provider.ts';

const NEVER_MS = 60_000; // longer than anybody waits for a provider

/**
 * A bank that charges nobody: for the demonstration, for trying a shop out and for tests. It remembers what it was
 * asked in the shop's own database and misbehaves as real ones do, by the card that is chosen.
 */
export function testProvider(db: Database): PaymentProvider {
  return {
    name: 'test',
    methods: [
      { id: 'good', label: 'A card that pays' },
      { id: 'declined', label: 'A card that is declined' },
      { id: 'late', label: 'A card whose bank answers too late' },
      { id: 'garbage', label: 'A card whose bank answers nonsense' },
      { id: 'lost', label: 'A payment that never reaches the bank' },
    ],
    async pay({ attemptId, amount, method, signal }): Promise<unknown> {
      if (method === 'lost') throw new Error('The connection to the test bank broke');
      const charges = method !== 'declined';
      const { rows } = await rowsOf(answered)`
        insert into test_payment as t (attempt_id, ref, amount_minor, currency, charged)
        values (${attemptId}, ${`test_${attemptId}`}, ${amount.minor}, ${amount.currency}, ${charges})
        on conflict (attempt_id) do update set asked = t.asked + 1
        returning ref, amount_minor, currency, charged`.execute(db);
      if (method === 'late') await sleep(NEVER_MS, null, { signal });
      if (method === 'garbage') return { status: 'OK', amount: 'all of it' };
      return answerOf(rows[0]);
    },
    look: ({ attemptId }) => look(db, attemptId),
    async abandon({ attemptId }): Promise<unknown> {
      // What it has not seen yet it will refuse from now on.
      await sql`insert into test_payment (attempt_id, ref, amount_minor, currency, charged)
        values (${attemptId}, ${`test_${attemptId}`}, 0, ${NO_CURRENCY}, false) on conflict do nothing`.execute(
        db,
      );
      return look(db, attemptId);
    },
    refund: (attempt, refund) => giveBack(db, attempt, refund),
  };
}

const answered = columns('test_payment', 'ref', 'amount_minor', 'currency', 'charged');

async function look(db: Database, attemptId: string): Promise<PaymentAnswer> {
  const { rows } = await rowsOf(answered)`
    select ref, amount_minor, currency, charged from test_payment where attempt_id = ${attemptId}`.execute(
    db,
  );
  return answerOf(rows[0]);
}

function answerOf(row: RowOf<typeof answered> | undefined): PaymentAnswer {
  if (!row) return { state: 'not-found' };
  if (!row.charged) return { state: 'declined', reason: 'The bank declined the card.' };
  return { state: 'paid', ref: row.ref, amountMinor: row.amount_minor, currency: row.currency };
}

const giveBack: (
  db: Database,
  attempt: AttemptRef,
  refund: Parameters<PaymentProvider['refund']>[1],
) => ReturnType<PaymentProvider['refund']> = (db, { attemptId }, { refundId, amount }) =>
  db.transaction().execute(async (trx) => {
    const { rows } = await sql`insert into test_refund (refund_id, attempt_id, amount_minor)
      select ${refundId}, attempt_id, ${amount.minor}::bigint from test_payment where attempt_id = ${attemptId} and charged
      on conflict do nothing returning 1`.execute(trx);
    if (rows.length)
      await sql`update test_payment set refunded_minor = refunded_minor + ${amount.minor}
        where attempt_id = ${attemptId}`.execute(trx);
    const known = await sql`select 1 from test_refund where refund_id = ${refundId}`.execute(trx);
    return known.rows.length ? { ok: true } : { ok: false, why: 'The test bank knows no such payment.' };
  });
