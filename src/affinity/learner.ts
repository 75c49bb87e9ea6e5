import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { FromLearner, LearnedRow, ToLearner } from './learn-worker.ts';

type Learned = Extract<FromLearner, { verb: 'done' }>;

/** The learning thread: told of orders, then asked once for what they teach. */
export interface Learner {
  tell(message: Exclude<ToLearner, { verb: 'learn' | 'next' }>): void;
  /** Hands over the rows some at a time, and waits for each to be taken before the next are made ready. */
  learn(
    question: Extract<ToLearner, { verb: 'learn' }>,
    take: (rows: readonly LearnedRow[]) => Promise<void>,
    progress?: (done: number, of: number) => void,
  ): Promise<Learned>;
  stop(): Promise<unknown>;
}

export function startLearner(): Learner {
  const worker = new Worker(createRequire(import.meta.url).resolve('#src/affinity/learn-worker.ts'));
  const say = (message: ToLearner) => worker.postMessage(message);
  const answers = answersOf(worker);
  return {
    tell: say,
    async learn(question, take, progress) {
      say(question);
      for await (const answer of answers) {
        if (answer.verb === 'done') return answer;
        if (answer.verb === 'progress') progress?.(answer.done, answer.of);
        else {
          await take(answer.rows);
          say({ verb: 'next' });
        }
      }
      throw new Error('Learning ended without a result');
    },
    stop: () => worker.terminate(),
  };
}

async function* answersOf(worker: Worker): AsyncGenerator<FromLearner> {
  const waiting: (FromLearner | Error)[] = [];
  let wake = () => {};
  const put = (one: FromLearner | Error) => {
    waiting.push(one);
    wake();
  };
  worker.on('message', put);
  worker.on('error', put);
  worker.on('exit', () => put(new Error('The learning thread ended early')));
  for (;;) {
    const next = waiting.shift();
    if (next === undefined) await new Promise<void>((resolve) => (wake = resolve));
    else if (next instanceof Error) throw new Error('Learning what goes together failed', { cause: next });
    else yield next;
  }
}
