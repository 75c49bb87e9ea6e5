import { rowText } from '#src/conversations/table-row.ts';
import { firstWords } from '../guardrails/grounded-numbers.ts';
import type { PassageView } from '../tool-results/passage.ts';

const MOST = 50; // words of a quotation; the source stands beside it
const LONGEST_SENTENCE = 45; // a longer one is a list or a table read as one line; its page is among the sources

/** The first sentences of the best passage; null where there is none that can be said. */
export function phrasePassages(passages: readonly PassageView[], most = MOST): string | null {
  const said = passages.map((passage) =>
    firstWords((rowText(passage.text) ?? passage.text).replace(/\s+/g, ' '), most),
  );
  return said.find((text) => text.split(' ').length <= Math.max(most, LONGEST_SENTENCE)) ?? null;
}
