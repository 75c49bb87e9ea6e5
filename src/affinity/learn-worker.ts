import { seeded } from '#src/numbers/seeded.ts';
import { parentPort } from 'node:worker_threads';
import { basketsIn } from './basket-text.ts';
import { collectBaskets, type BasketRow, type Baskets } from './baskets.ts';
import { rowOf } from './candidate-features.ts';
import { chooseWeights, DECAYS, fitFrom, type Policy } from './choose-weights.ts';
import { learnNeighbours } from './learn-neighbours.ts';
import { packFacts, packRow } from './pack-row.ts';

/* Learning runs here, in a thread of its own, so that the shop answers while it learns. */

export type ToLearner =
  | { readonly verb: 'baskets'; readonly rows: readonly BasketRow[] }
  /** Orders as they are now, in the place of what is remembered of them: told before that. */
  | { readonly verb: 'changed'; readonly rows: readonly BasketRow[] }
  /** A text of `rememberedText`. */
  | { readonly verb: 'remembered'; readonly text: string }
  /** `today`: the day from which age is counted. Without a policy it is fitted. */
  | { readonly verb: 'learn'; readonly today: number; readonly policy: Policy | null }
  /** Asks for more rows. */
  | { readonly verb: 'next' };

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
      readonly policy: Policy;
      readonly fittedOn: number;
      readonly facts: Uint8Array<ArrayBuffer>;
    };

const ROWS_A_MESSAGE = 100;
const port = parentPort;
if (!port) throw new Error('learn-worker runs as a worker thread only');
const say = (message: FromLearner) => port.postMessage(message);
const collected = collectBaskets();
const changed = new Set<string>();
let answers: Iterator<FromLearner> | null = null;

function* learn(today: number, given: Policy | null): Generator<FromLearner> {
  const baskets = collected.done();
  const to = baskets.at.length;
  const items = baskets.keys.length;
  const passes = given ? 1 : 1 + DECAYS.length;
  const progress = (pass: number) => (done: number) =>
    say({ verb: 'progress', done: pass * items + done, of: passes * items });
  const { policy, cases } = given ? { policy: given, cases: 0 } : fittedTo(baskets, to, today, progress);
  const { decayDays } = policy;
  const { counts, neighbours } = learnNeighbours(baskets, {
    to,
    today,
    decayDays,
    progress: progress(passes - 1),
  });
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
    yield { verb: 'rows', rows };
  }
  const facts = packFacts(counts);
  yield { verb: 'done', orders: to, items, policy, fittedOn: cases, facts };
}

/** The policy that finds most of the last baskets again by what the earlier ones teach. The same orders teach the same. */
function fittedTo(
  baskets: Baskets,
  to: number,
  today: number,
  progress: (pass: number) => (done: number) => void,
) {
  const from = fitFrom(baskets, to, today);
  const day = from < to ? (baskets.at[from] as number) : today;
  const [first, ...others] = DECAYS.map((decayDays, pass) => {
    const earlier = learnNeighbours(baskets, { to: from, today: day, decayDays, progress: progress(pass) });
    const { weights, cases, found } = chooseWeights(baskets, earlier, { from, to }, seeded(1));
    return { policy: { weights: [...weights], decayDays }, cases, found };
  });
  return others.reduce(
    (best, one) => (one.found > best.found ? one : best),
    first as NonNullable<typeof first>,
  );
}

function sayNext(): void {
  const next = answers?.next();
  if (!next || next.done) port?.close();
  else say(next.value);
}

port.on('message', (message: ToLearner) => {
  switch (message.verb) {
    case 'baskets':
      for (const row of message.rows) collected.add(row);
      break;
    case 'changed':
      for (const row of message.rows) {
        changed.add(row.id);
        collected.add(row);
      }
      break;
    case 'remembered':
      for (const row of basketsIn(message.text)) if (!changed.has(row.id)) collected.add(row);
      break;
    case 'learn':
      answers = learn(message.today, message.policy);
      sayNext();
      break;
    case 'next':
      sayNext();
  }
});
