import { createHash } from 'node:crypto';
import type { PostgresPoolClient } from 'kysely';
import type pg from 'pg';
import { KeptStatements, isOneStatement } from './kept-statements.ts';
import { currentPatience, limitsOf, type Patience } from './patience.ts';

type Values = readonly unknown[];
type Answer = Promise<{ command: string; rowCount: number | null; rows: unknown[] }>;

/** The plan was made for other columns; the connection has no statement of that name. Nothing was done by then. */
const CHANGED_RESULT = '0A000';
const UNKNOWN_STATEMENT = '26000';

/** One connection. Its own (not a pooler's): it keeps statements prepared, and its patience until another is needed. */
export function openSession(client: pg.PoolClient, own: boolean): PostgresPoolClient {
  const ask = (sql: string, values?: Values): Answer => client.query(sql, values as unknown[] | undefined);
  const askOne = own ? keptQueries(client, ask) : ask;
  let patience: Patience = 'browsing'; // as the pool opens it
  let inTransaction = false;

  async function query(sql: string, values: Values = []): Answer {
    if (inTransaction) {
      if (/^(?:commit|rollback)$/.test(sql)) inTransaction = false;
      return askOne(sql, values);
    }
    const wanted = currentPatience();
    if (/^(?:begin|start transaction)\b/.test(sql)) {
      // In one message, so that a transaction's own patience costs no further way there and back.
      const begin = own && wanted === patience ? sql : `${sql}; ${patienceSql(wanted, 'local')}`;
      const begun: unknown = await ask(begin);
      inTransaction = true;
      return (Array.isArray(begun) ? begun[0] : begun) as Awaited<Answer>;
    }
    // One statement of a buyer's has no longer than a page's.
    const needed = wanted === 'buying' ? 'browsing' : wanted;
    if (own && needed !== patience) {
      await ask(patienceSql(needed, 'session'));
      patience = needed;
    }
    return askOne(sql, values);
  }

  return {
    get processID() {
      return (client as { readonly processID?: number }).processID;
    },
    query,
    release: (broken?: boolean) => client.release(broken),
  } as PostgresPoolClient;
}

function patienceSql(patience: Patience, scope: 'local' | 'session'): string {
  const { statementMs, lockMs } = limitsOf(patience);
  return `set ${scope} statement_timeout = ${statementMs}; set ${scope} lock_timeout = ${lockMs}`;
}

/** Asks a statement that comes again by a name, so that it is parsed once and planned seldom. */
function keptQueries(client: pg.PoolClient, ask: (sql: string, values?: Values) => Answer) {
  const kept = new KeptStatements<string>();
  let made = 0;
  // The hash, so that a name never stands for another text; the number, so that a dropped one does not come again.
  const newName = (sql: string) => `${createHash('md5').update(sql).digest('base64url')}_${++made}`;
  const drop = (name: string | null) => (name === null ? null : ask(`deallocate "${name}"`));

  return async (sql: string, values: Values): Answer => {
    if (!isOneStatement(sql, values)) return ask(sql, values);
    await drop(kept.forgetOldest());
    const name = kept.for(sql, () => newName(sql));
    if (name === null) return ask(sql, values);
    try {
      return await client.query({ name, text: sql, values: values as unknown[] });
    } catch (error) {
      const { code } = error as { readonly code?: unknown };
      if (code !== CHANGED_RESULT && code !== UNKNOWN_STATEMENT) throw error;
      if (code === UNKNOWN_STATEMENT) kept.forgetAll();
      // A transaction has failed with it, so that neither this nor the statement can be done in it.
      else await drop(kept.forget(sql))?.catch(() => {});
      return ask(sql, values).catch(() => {
        throw error;
      });
    }
  };
}
