/** Answers about the whole shelf, each kept until the shelf changes: the same listings are asked again and again. */
export interface ShelfAnswers {
  /** The kept answer of that name, or what `make` makes. */
  get<Answer>(name: string, make: () => Answer): Answer;
  clear(): void;
}

const QUICK_MS = 1; // what took less is made anew
const MOST = 500;

/** `clock` tells milliseconds. */
export function openShelfAnswers(clock: () => number = () => performance.now()): ShelfAnswers {
  const kept = new Map<string, unknown>();
  return {
    get<Answer>(name: string, make: () => Answer): Answer {
      const from = clock();
      const isKnown = kept.has(name);
      const answer = isKnown ? (kept.get(name) as Answer) : make();
      if (!isKnown && clock() - from < QUICK_MS) return answer;
      kept.delete(name);
      kept.set(name, answer);
      const [oldest] = kept.keys();
      if (kept.size > MOST && oldest !== undefined) kept.delete(oldest);
      return answer;
    },
    clear: () => kept.clear(),
  };
}
