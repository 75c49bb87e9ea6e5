import { spawn } from 'node:child_process';
import { freePort } from '../free-port.ts';
import { openBackendClock } from './backend-clock.ts';
import type { BenchDatabase } from './bench-database.ts';
import { processTree, type ProcessTree } from './process-tree.ts';

const READY_WITHIN_MS = 240_000;
const LOOK_EVERY_MS = 25;
const MEMORY_EVERY_MS = 250;

export interface ServedProcess {
  readonly port: number;
  readonly url: string;
  readonly pid: number;
  /** Milliseconds from its start to the first good answer. */
  readonly startedInMs: number;
  /** CPU milliseconds of the server and, on Postgres, of the server processes of its database. */
  cpuMs(): Promise<number>;
  memory: ProcessTree['memory'];
  /** The largest resident megabytes since the last call. */
  peakMemory(): { readonly largest: number; readonly all: number };
  stop(): Promise<void>;
}

/** Starts a server and waits until `path` is answered well. */
export async function serveProcess(
  script: readonly string[],
  path: string,
  { server, database }: { readonly server: string | null; readonly database: BenchDatabase },
  more: Readonly<Record<string, string>> = {},
): Promise<ServedProcess> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const { DATABASE_URL: _, SHELFTALK_DATA_DIR: __, ...around } = process.env;
  const began = performance.now();
  const child = spawn(process.execPath, script, {
    env: {
      ...around,
      HOST: '127.0.0.1',
      PORT: String(port),
      SITE_URL: url,
      LOG_LEVEL: 'error',
      ASTRO_TELEMETRY_DISABLED: '1',
      NODE_ENV: 'production',
      ...database.settings,
      ...more,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const hear = (chunk: Buffer) => (said = (said + String(chunk)).slice(-4_000));
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  for (let ready = false; !ready;) {
    if (child.exitCode !== null || performance.now() - began > READY_WITHIN_MS) {
      child.kill('SIGKILL');
      throw new Error(`${script.join(' ')} did not start:\n${said}`);
    }
    ready = await answers(url + path);
    if (!ready) await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  const startedInMs = performance.now() - began;
  const pid = child.pid ?? 0;
  const tree = processTree(pid);
  const backends = server && database.name ? await openBackendClock(server, database.name) : null;
  let peak = { largest: 0, all: 0 };
  const look = () => {
    const now = tree.memory();
    peak = { largest: Math.max(peak.largest, now.largest), all: Math.max(peak.all, now.all) };
  };
  const looking = setInterval(look, MEMORY_EVERY_MS);
  return {
    port,
    url,
    pid,
    startedInMs,
    cpuMs: async () => tree.cpuMs() + ((await backends?.cpuMs()) ?? 0),
    memory: () => tree.memory(),
    peakMemory: () => {
      look();
      const told = peak;
      peak = { largest: 0, all: 0 };
      return told;
    },
    stop: async () => {
      clearInterval(looking);
      await backends?.close();
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), 15_000);
      await ended;
      clearTimeout(late);
    },
  };
}

const answers = (url: string): Promise<boolean> =>
  fetch(url, { signal: AbortSignal.timeout(30_000) }).then(
    async (response) => {
      await response.arrayBuffer();
      return response.ok;
    },
    () => false,
  );
