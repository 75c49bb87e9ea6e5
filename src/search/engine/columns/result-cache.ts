import { LRUCache } from 'lru-cache';

/** Answers about the whole store, each kept until that changes: the same is asked again and again. */
export interface ResultCache {
  /** The kept answer to what is asked, or what `make` makes. */
  get<Answer>(asked: unknown, make: () => Answer): Answer;
  clear(): void;
}

const QUICK_MS = 1; // what took less is made anew
const MOST = 500;

/** `clock` tells milliseconds. */
export function openResultCache(clock: () => number = () => performance.now()): ResultCache {
  const kept = new LRUCache<string, { readonly answer: unknown }>({ max: MOST });
  return {
    get<Answer>(asked: unknown, make: () => Answer): Answer {
      const name = nameOf(asked);
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

/** The same for what is asked in the same words; an endless bound is not none. */
export const nameOf = (asked: unknown): string =>
  JSON.stringify(asked, (_, value: unknown) =>
    typeof value === 'number' && !Number.isFinite(value) ? String(value) : value,
  );
