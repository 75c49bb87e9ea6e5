import type { Turn } from '../state.ts';
import { firstWords } from '../guardrails/grounded-numbers.ts';

export interface SaidPassage {
  readonly kind: string;
  readonly slug: string;
  readonly title: string;
  readonly text: string;
}

const MOST = 50; // words of a quotation; the source stands beside it

/** The first sentences of the best passage; null where there is none. */
export function phrasePassages(_turn: Turn, answer: Readonly<Record<string, unknown>>): string | null {
  const [best] = (answer['passages'] ?? []) as readonly SaidPassage[];
  return best ? firstWords(best.text.replace(/\s+/g, ' '), MOST) : null;
}
