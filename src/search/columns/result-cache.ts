import { LRUCache } from 'lru-cache';

/** Answers about the whole shelf, each kept until the shelf changes: the same listings are asked again and again. */
export interface ResultCache {
  /** The kept answer of that name, or what `make` makes. */
  get<Answer>(name: string, make: () => Answer): Answer;
  clear(): void;
}

const QUICK_MS = 1; // what took less is made anew
const MOST = 500;

/** `clock` tells milliseconds. */
export function openResultCache(clock: () => number = () => performance.now()): ResultCache {
  const kept = new LRUCache<string, { readonly answer: unknown }>({ max: MOST });
  return {
    get<Answer>(name: string, make: () => Answer): Answer {
      const known = kept.get(name);
      if (known) return known.answer as Answer;
      const from = clock();
      const answer = make();
      if (clock() - from >= QUICK_MS) kept.set(name, { answer });
      return answer;
    },
    clear: () => kept.clear(),
  };
}
