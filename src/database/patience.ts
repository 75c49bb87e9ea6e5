import { AsyncLocalStorage } from 'node:async_hooks';

/** For whom the database works: how long a statement may run, and wait for a lock. */
export type Patience = keyof typeof limits;

const limits = {
  /** A page, a search, a turn of the conversation: whoever looks has gone by then. */
  browsing: { statementMs: 5_000, lockMs: 1_500 },
  /** A cart and an order: worth waiting for behind others who buy the same. */
  buying: { statementMs: 15_000, lockMs: 5_000 },
  /** What many requests wait for and one reads for all, such as the whole catalogue: long, but behind no lock. */
  reading: { statementMs: 120_000, lockMs: 1_500 },
  /** Start, imports, indexing and jobs: nobody waits for them, and they wait for each other. */
  work: { statementMs: 600_000, lockMs: 0 },
} as const;

// On globalThis because a development server and a build hold several copies of this module in one process.
const patienceKey = Symbol.for('shelftalk.patience');
const slot = globalThis as { [patienceKey]?: AsyncLocalStorage<Patience> };
const running = (slot[patienceKey] ??= new AsyncLocalStorage());

/** Runs `answer` and all that follows from it with that patience; what nobody asked for is work. */
export const withPatience = <Result>(patience: Patience, answer: () => Result): Result =>
  running.run(patience, answer);

export const currentPatience = (): Patience => running.getStore() ?? 'work';

/** How long a statement may run and wait for a lock, in milliseconds; 0 is as long as it takes. */
export const limitsOf = (patience: Patience): { readonly statementMs: number; readonly lockMs: number } =>
  limits[patience];
