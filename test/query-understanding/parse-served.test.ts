import { expect, it } from 'vitest';
import { parseServed } from '#src/query-understanding/parse-served.ts';
import { questionWords } from '#src/query-understanding/words.ts';

it.each([
  ['something to carry my long bow in', ['bow']],
  ['something to put an aerial on the boat roof', ['aerial', 'roof']],
  ['anything that cleans wine glasses', ['glasses']],
  ['something to wear for a wedding', []],
  ['bow case', []],
])('reads what a thing that is told by its use is used on: %s', (question, nouns) => {
  expect(parseServed(questionWords(question))).toEqual(nouns);
});
