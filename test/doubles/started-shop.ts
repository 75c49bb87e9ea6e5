import { spawn } from 'node:child_process';
import { freePort } from '#scripts/free-port.ts';

export interface StartedShop {
  readonly url: string;
  readonly pid: number;
  /** All that it has printed so far, its log among it. */
  said(): string;
  stop(): Promise<void>;
}

const READY_WITHIN_MS = 500_000;

/** The demonstration shop as `npm start` starts it, on a free port where it is given none; rejects with what it said where it does not come up. */
export async function startShop(environment: Readonly<Record<string, string>>): Promise<StartedShop> {
  const port = Number(environment['PORT'] ?? (await freePort()));
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, ['scripts/start.ts'], {
    env: { ...process.env, PORT: String(port), HOST: '127.0.0.1', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let ended = false;
  child.stdout.on('data', (chunk) => (said += chunk));
  child.stderr.on('data', (chunk) => (said += chunk));
  child.on('exit', () => (ended = true));
  const until = Date.now() + READY_WITHIN_MS;
  // Processes that serve may answer before what prepares the shop has begun its jobs.
  while (!said.includes(' is open: ') || !(await answers(`${url}/healthz`))) {
    if (ended || Date.now() > until) {
      child.kill('SIGKILL');
      throw new Error(`The shop did not start:\n${said.slice(-4000)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return {
    url,
    pid: child.pid ?? 0,
    said: () => said,
    stop: async () => {
      child.kill('SIGTERM');
      await new Promise((resolve) => (ended ? resolve(null) : child.on('exit', resolve)));
    },
  };
}

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    (response) => response.ok,
    () => false,
  );
