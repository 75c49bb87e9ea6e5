import { parentPort } from 'node:worker_threads';
import { collectBaskets, type BasketRow } from './baskets.ts';
import { rowOf } from './candidate-features.ts';
import { chooseWeights, fitFrom } from './choose-weights.ts';
import { learnNeighbours } from './learn-neighbours.ts';
import { packFacts, packRow } from './pack-row.ts';

/* Learning runs here, in a thread of its own, so that the shop answers while it learns. */

export type ToLearner =
  | { readonly verb: 'baskets'; readonly rows: readonly BasketRow[] }
  /** `today`: the day from which age is counted. */
  | { readonly verb: 'learn'; readonly today: number };

export interface LearnedRow {
  readonly item: number;
  readonly key: string;
  readonly support: number;
  readonly neighbours: Uint8Array<ArrayBuffer>;
}

export type FromLearner =
  | { readonly verb: 'rows'; readonly rows: readonly LearnedRow[] }
  | { readonly verb: 'progress'; readonly done: number; readonly of: number }
  | {
      readonly verb: 'done';
      readonly orders: number;
      readonly items: number;
      readonly weights: readonly number[];
      readonly fittedOn: number;
      readonly facts: Uint8Array<ArrayBuffer>;
    };

const ROWS_A_MESSAGE = 100;
const port = parentPort;
if (!port) throw new Error('learn-worker runs as a worker thread only');
const say = (message: FromLearner) => port.postMessage(message);
const collected = collectBaskets();

function learn(today: number): void {
  const baskets = collected.done();
  const to = baskets.at.length;
  const from = fitFrom(baskets, to, today);
  const items = baskets.keys.length;
  const progress = (half: number) => (done: number) =>
    say({ verb: 'progress', done: half * items + done, of: 2 * items });
  const day = from < to ? (baskets.at[from] as number) : today;
  // The same seed each time: the same orders teach the same.
  const earlier = learnNeighbours(baskets, { to: from, today: day, progress: progress(0) });
  const { weights, cases } = chooseWeights(baskets, earlier, { from, to, today: day }, seeded(1));
  const { counts, neighbours } = learnNeighbours(baskets, { to, today, progress: progress(1) });
  for (let first = 0; first < items; first += ROWS_A_MESSAGE) {
    const rows = Array.from({ length: Math.min(ROWS_A_MESSAGE, items - first) }, (_, at) => {
      const item = first + at;
      return {
        item,
        key: baskets.keys[item] as string,
        support: counts.support[item] as number,
        neighbours: packRow(rowOf(neighbours, item)),
      };
    });
    say({ verb: 'rows', rows });
  }
  const facts = packFacts(counts);
  say({ verb: 'done', orders: to, items, weights: [...weights], fittedOn: cases, facts });
}

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

port.on('message', (message: ToLearner) => {
  if (message.verb === 'baskets') for (const row of message.rows) collected.add(row);
  else {
    learn(message.today);
    port.close();
  }
});
