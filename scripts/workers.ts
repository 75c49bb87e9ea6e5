import cluster, { type Worker } from 'node:cluster';
import { availableParallelism } from 'node:os';
import type { Environment } from '#src/environment.ts';
import { noteBusy } from '#src/http/load/quiet.ts';
import { log } from '#src/log/log.ts';
import { tellMetrics, type Told } from '#src/metrics/other-processes.ts';

/** The processes that serve did not come up; each has said why. */
class CannotServe extends Error {
  override readonly name = 'CannotServe';
}

/** What a worker tells its primary: that its code is loaded, that it listens, that shoppers have to wait, or what it has counted. */
export type WorkerSays = 'loaded' | 'listens' | 'busy' | Told;
export const TELLS_EVERY_MS = 5_000; // what was counted; Prometheus looks less often

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

export interface Workers {
  /** Lets them begin; ends when the first listens, and rejects with CannotServe where it does not come up. */
  begin(): Promise<void>;
  /** Lets all finish what they have begun. */
  stop(): Promise<void>;
}

/**
 * So many processes that answer at one port, of which whichever ends is started anew, with growing pauses. The first loads
 * its code at once and waits, so that what it has to wait for and the loading go on beside each other.
 */
export function openWorkers(count: number): Workers {
  cluster.setupPrimary({ args: [...process.argv.slice(2), '--built'] });
  let stopping = false;
  let failures = 0;
  const running = new Set<Worker>();
  let hasStarted = false;
  const { promise: mayBegin, resolve: letBegin } = Promise.withResolvers<void>();
  const tell = (told: Told, but?: Worker) => {
    for (const worker of running) if (worker !== but && worker.isConnected()) worker.send(told);
  };
  setInterval(() => tell(tellMetrics(String(process.pid))), TELLS_EVERY_MS).unref();
  const follow = (worker: Worker): Promise<void> =>
    new Promise((listens, failed) => {
      const began = performance.now();
      let isUp = false;
      running.add(worker);
      worker.on('message', (said: WorkerSays) => {
        if (said === 'busy') return noteBusy();
        if (said === 'loaded') return void mayBegin.then(() => worker.send('begin', () => undefined));
        if (said !== 'listens') return tell(said, worker);
        isUp = true;
        listens();
      });
      worker.once('exit', (code, signal) => {
        running.delete(worker);
        tell({ from: String(worker.process.pid), metrics: [] }, worker);
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
          if (!stopping) another();
        }, pause).unref();
      });
    });
  // Its end is told and followed above.
  const another = () => void follow(cluster.fork()).catch(() => undefined);
  const listens = follow(cluster.fork());
  listens.catch(() => undefined); // heard of by whoever lets it begin
  return {
    begin: async () => {
      letBegin();
      await listens; // alone, so that what is wrong is said once
      hasStarted = true;
      for (let more = 1; more < count; more++) another();
    },
    stop: async () => {
      stopping = true;
      const ended = [...running].map((worker) => new Promise((resolve) => worker.once('exit', resolve)));
      for (const worker of running) worker.process.kill('SIGTERM');
      const late = setTimeout(() => {
        for (const worker of running) worker.process.kill('SIGKILL');
      }, ENDS_WITHIN_MS);
      await Promise.all(ended);
      clearTimeout(late);
    },
  };
}
