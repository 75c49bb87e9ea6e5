import cluster, { type Worker } from 'node:cluster';
import { availableParallelism } from 'node:os';
import type { Environment } from '#src/environment.ts';
import { noteBusy } from '#src/http/load/quiet.ts';
import { log } from '#src/log/log.ts';

/** The processes that serve did not come up; each has said why. */
class CannotServe extends Error {
  override readonly name = 'CannotServe';
}

/** What a worker tells its primary: that it listens, or that shoppers have to wait. */
export type WorkerSays = 'listens' | 'busy';

const MOST_BY_ITSELF = 8; // each holds connections to Postgres, of which a server gives 100 unless told otherwise
const AGAIN_AFTER_MS = 250;
const MOST_AGAIN_AFTER_MS = 30_000;
const STANDS_AFTER_MS = 60_000; // a worker that has lived so long did not fail by what it was started with
const ENDS_WITHIN_MS = 10_000;

/** How many processes serve: WORKERS, or one for each core; an embedded database belongs to one process. */
export function workersOf({ DATABASE_URL, WORKERS }: Pick<Environment, 'DATABASE_URL' | 'WORKERS'>): number {
  if (!DATABASE_URL) return 1;
  return WORKERS ?? Math.min(availableParallelism(), MOST_BY_ITSELF);
}

/**
 * Starts so many processes that answer at one port and starts anew, with growing pauses, whichever ends. Answers a
 * function that lets all finish what they have begun; rejects with CannotServe where the first does not come up.
 */
export async function startWorkers(count: number): Promise<() => Promise<void>> {
  cluster.setupPrimary({ args: [...process.argv.slice(2), '--built'] });
  let stopping = false;
  let failures = 0;
  const running = new Set<Worker>();
  const start = (): Promise<void> =>
    new Promise((listens, failed) => {
      const worker = cluster.fork();
      const began = performance.now();
      let isUp = false;
      running.add(worker);
      worker.on('message', (said: WorkerSays) => {
        if (said === 'busy') return noteBusy();
        isUp = true;
        listens();
      });
      worker.once('exit', (code, signal) => {
        running.delete(worker);
        failed(
          new CannotServe('The processes that serve could not be started; what they said stands above.'),
        );
        if (stopping || !hasStarted) return;
        failures = isUp && performance.now() - began > STANDS_AFTER_MS ? 0 : failures + 1;
        const pause = Math.min(MOST_AGAIN_AFTER_MS, AGAIN_AFTER_MS * 2 ** (failures - 1));
        log().error(
          { worker: worker.process.pid, code, signal, againAfterMs: pause },
          'a process that serves ended',
        );
        setTimeout(() => {
          if (!stopping) start().catch(() => undefined); // its end is told and followed above
        }, pause).unref();
      });
    });
  let hasStarted = false;
  await start(); // alone first, so that what is wrong is said once
  hasStarted = true;
  for (let more = 1; more < count; more++) start().catch(() => undefined);
  return async () => {
    stopping = true;
    const ended = [...running].map((worker) => new Promise((resolve) => worker.once('exit', resolve)));
    for (const worker of running) worker.process.kill('SIGTERM');
    const late = setTimeout(() => {
      for (const worker of running) worker.process.kill('SIGKILL');
    }, ENDS_WITHIN_MS);
    await Promise.all(ended);
    clearTimeout(late);
  };
}
