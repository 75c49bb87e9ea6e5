import type { PostgresPool, PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { pgTypes } from './column-types.ts';
import type { PoolUse } from './measure-statements.ts';
import { limitsOf } from './patience.ts';
import { openSession } from './postgres-session.ts';

export interface PostgresSettings {
  readonly url: string;
  /** Connections at most. */
  readonly most: number;
  /**
   * Whether connections are the shop's own, so that statements stay prepared on them and settings hold until they
   * close. A pooler that hands a connection out for one transaction allows neither.
   */
  readonly own: boolean;
}

/** Postgres as Kysely asks it: each connection keeps its statements and has the patience of whoever uses it. */
export function openPostgresPool({ url, most, own }: PostgresSettings): PostgresPool & PoolUse {
  const { statementMs, lockMs } = limitsOf('browsing');
  const pool = new pg.Pool({
    connectionString: url,
    max: most,
    connectionTimeoutMillis: 3_000,
    idleTimeoutMillis: 30_000,
    application_name: 'shelftalk',
    // Our statements take milliseconds, which compiling them would multiply; and no shop's index stands on a disk
    // whose arm must move, which is what the default of 4 is for.
    ...(own && {
      options: `-c jit=off -c random_page_cost=1.1 -c statement_timeout=${statementMs} -c lock_timeout=${lockMs}`,
    }),
    types: pgTypes(pg.types as never),
  });
  // Without a listener a connection that dies while idle, or between two statements of who holds it, ends the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const sessions = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  return {
    options: pool.options,
    get totalCount() {
      return pool.totalCount;
    },
    get idleCount() {
      return pool.idleCount;
    },
    get waitingCount() {
      return pool.waitingCount;
    },
    async connect() {
      const client = await pool.connect();
      const session = sessions.get(client) ?? openSession(client, own);
      sessions.set(client, session);
      return session;
    },
    end: () => pool.end(),
  };
}
