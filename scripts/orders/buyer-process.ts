import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { BuyersAsked, BuyerSaid } from './buyers.ts';

export interface BuyerProcess {
  readonly child: ChildProcess;
  /** What has been acknowledged so far. */
  readonly said: BuyerSaid[];
  readonly ready: Promise<void>;
  readonly ended: Promise<void>;
  go(): void;
}

/** Starts a process of buyers that waits for `go`. */
export function startBuyers(
  asked: BuyersAsked,
  onSaid: (said: BuyerSaid) => void = () => undefined,
): BuyerProcess {
  const child = spawn(process.execPath, ['scripts/orders/buyers.ts', JSON.stringify(asked)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const said: BuyerSaid[] = [];
  let isReady: () => void;
  const ready = new Promise<void>((resolve) => (isReady = resolve));
  const ended = new Promise<void>((resolve) =>
    child.once('close', () => {
      isReady();
      resolve();
    }),
  );
  child.stdin.on('error', () => undefined); // it may be killed before it reads
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line === 'ready') return isReady();
    try {
      const one = JSON.parse(line) as BuyerSaid;
      said.push(one);
      onSaid(one);
    } catch {
      // A line that was cut off by a kill acknowledges nothing.
    }
  });
  return { child, said, ready, ended, go: () => void child.stdin.write('go\n') };
}
