/** Answers that took long, each for a while: what is asked again and again costs at most 1 % of the time. */
export interface WorthKeeping {
  /** The kept answer of that name, or what `make` makes. */
  get<Answer>(name: string, make: () => Answer): Answer;
  clear(): void;
}

const WORTH = 100; // an answer is kept for so many times as long as it took,
const LONGEST_MS = 60_000; // but never longer than this
const QUICK_MS = 3; // and not at all where it took less
const MOST = 500;

/** `clock` tells milliseconds. An answer that is a promise is kept as one, and forgotten where it fails. */
export function openWorthKeeping(clock: () => number = () => performance.now()): WorthKeeping {
  const kept = new Map<string, { readonly answer: unknown; readonly until: number }>();
  const keep = (name: string, answer: unknown, from: number) => {
    const took = clock() - from;
    if (took < QUICK_MS) return;
    kept.delete(name);
    kept.set(name, { answer, until: clock() + Math.min(LONGEST_MS, took * WORTH) });
    const [oldest] = kept.keys();
    if (kept.size > MOST && oldest !== undefined) kept.delete(oldest);
  };
  return {
    get<Answer>(name: string, make: () => Answer): Answer {
      const from = clock();
      const known = kept.get(name);
      if (known && known.until > from) return known.answer as Answer;
      const answer = make();
      if (answer instanceof Promise) void answer.then(() => keep(name, answer, from)).catch(() => {});
      else keep(name, answer, from);
      return answer;
    },
    clear: () => kept.clear(),
  };
}
