import pg from 'pg';
import { cpuMsOf } from './process-tree.ts';

/** CPU milliseconds of the server processes of one database, those that ended not forgotten. */
export interface BackendClock {
  cpuMs(): Promise<number>;
  close(): Promise<void>;
}

/** Asks by a connection to another database, so that asking is not counted. */
export async function openBackendClock(server: string, database: string): Promise<BackendClock> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  const used = new Map<number, number>();
  return {
    cpuMs: async () => {
      const { rows } = await client.query<{ pid: number }>(
        'select pid from pg_stat_activity where datname = $1',
        [database],
      );
      for (const { pid } of rows) used.set(pid, Math.max(cpuMsOf(pid), used.get(pid) ?? 0));
      return [...used.values()].reduce((sum, one) => sum + one, 0);
    },
    close: () => client.end(),
  };
}
