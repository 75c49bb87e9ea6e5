import { readFile } from 'node:fs/promises';
import { integer } from '#src/database/column-kinds.ts';
import type { Database, Engine } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';

const TICKS_PER_SECOND = 100; // USER_HZ, 100 on every Linux of today: proc(5)

/**
 * A clock of the CPU milliseconds that this process and, on Postgres, the server processes of this database have used;
 * it tells null where those run on another machine or system and cannot be asked.
 */
export function openCpuClock(db: Database, engine: Engine): () => Promise<number | null> {
  // Kept by process: one that has ended since then must not take its time away with it.
  const ticks = new Map<number, number>();
  return async () => {
    const { user, system } = process.cpuUsage();
    const own = (user + system) / 1000;
    if (engine === 'pglite') return own;
    const { rows } = await rowsOf({ pid: integer })`
      select pid from pg_stat_activity where datname = current_database()`.execute(db);
    for (const { pid } of rows) {
      const now = await ticksOf(pid);
      if (now === null) return null;
      ticks.set(pid, Math.max(now, ticks.get(pid) ?? 0));
    }
    const all = [...ticks.values()].reduce((sum, one) => sum + one, 0);
    return own + (all * 1000) / TICKS_PER_SECOND;
  };
}

async function ticksOf(pid: number): Promise<number | null> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold spaces: fields are counted from behind it. utime and stime are fields 14 and 15.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return Number(fields[11]) + Number(fields[12]);
  } catch {
    return null;
  }
}
