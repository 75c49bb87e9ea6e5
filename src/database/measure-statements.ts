import type { LogEvent } from 'kysely';
import { counter, measured } from '#src/metrics/registry.ts';

/** How many connections a pool has, how many of them nobody uses, and how many callers wait for one. */
export interface PoolUse {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
}

/** Shows how the connections of the pool are used, and who waits for one; of the pool opened last in this process. */
export function measurePool(pool: PoolUse): void {
  measured('gauge', 'shelftalk_database_connections', 'Connections to the database, by what they do.', () => [
    { labels: { state: 'busy' }, value: pool.totalCount - pool.idleCount },
    { labels: { state: 'idle' }, value: pool.idleCount },
  ]);
  measured(
    'gauge',
    'shelftalk_database_waiting',
    'Callers that wait for a connection.',
    () => pool.waitingCount,
  );
}

/** Counts a statement and its time, and one that failed by the code of Postgres or of Node. */
export function measureStatement(event: LogEvent): void {
  statements.add();
  seconds.add([], event.queryDurationMillis / 1000);
  if (event.level === 'error') failures.add([codeOf(event.error)]);
}

const codeOf = (error: unknown): string => {
  const { code } = (error ?? {}) as { readonly code?: unknown };
  return typeof code === 'string' ? code : 'none';
};

const statements = counter('shelftalk_statements_total', 'Statements asked of the database.');
const seconds = counter('shelftalk_statement_seconds_total', 'Time in which statements were answered.');
const failures = counter('shelftalk_statement_failures_total', 'Statements that failed, by code.', ['code']);
