import { readdirSync, readFileSync } from 'node:fs';

const MS_PER_TICK = 10; // USER_HZ, 100 on every Linux of today: proc(5)

/** A process and everything that it started, as Linux's /proc tells of them. */
export interface ProcessTree {
  /** CPU milliseconds used since it began, those of ended children not forgotten. */
  cpuMs(): number;
  /** Resident megabytes: of the largest process, and of all together. */
  memory(): { readonly largest: number; readonly all: number };
}

export function processTree(root: number): ProcessTree {
  const used = new Map<number, number>();
  return {
    cpuMs: () => {
      for (const pid of family(root)) used.set(pid, Math.max(cpuMsOf(pid), used.get(pid) ?? 0));
      return [...used.values()].reduce((sum, one) => sum + one, 0);
    },
    memory: () => {
      const each = family(root).map(residentMb);
      return { largest: Math.max(0, ...each), all: each.reduce((sum, one) => sum + one, 0) };
    },
  };
}

/** CPU milliseconds of one process since it began; 0 where it is no more. */
export function cpuMsOf(pid: number): number {
  const fields = statOf(pid);
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * MS_PER_TICK;
}

function family(root: number): readonly number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (pid) parents.set(pid, Number(statOf(pid)[1] ?? 0));
  }
  const found = new Set([root]);
  for (let before = 0; before < found.size;) {
    before = found.size;
    for (const [pid, parent] of parents) if (found.has(parent)) found.add(pid);
  }
  return [...found];
}

/** The fields of /proc/PID/stat from the state on; the name before it may hold spaces. */
function statOf(pid: number): readonly string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}

function residentMb(pid: number): number {
  try {
    const [, kb = '0'] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kb) / 1024;
  } catch {
    return 0;
  }
}
