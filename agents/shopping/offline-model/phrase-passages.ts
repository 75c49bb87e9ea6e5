import type { Turn } from '../state.ts';
import { rowText } from '#src/conversations/table-row.ts';
import { firstWords } from '../guardrails/grounded-numbers.ts';

export interface SaidPassage {
  readonly kind: string;
  readonly slug: string;
  readonly title: string;
  readonly text: string;
}

const MOST = 50; // words of a quotation; the source stands beside it
const LONGEST_SENTENCE = 45; // a longer one is a list or a table read as one line; its page is among the sources

/** The first sentences of the best passage; null where there is none that can be said. */
export function phrasePassages(
  _turn: Turn,
  answer: Readonly<Record<string, unknown>>,
  most = MOST,
): string | null {
  const passages = (answer['passages'] ?? []) as readonly SaidPassage[];
  const said = passages.map((passage) =>
    firstWords((rowText(passage.text) ?? passage.text).replace(/\s+/g, ' '), most),
  );
  return said.find((text) => text.split(' ').length <= Math.max(most, LONGEST_SENTENCE)) ?? null;
}
