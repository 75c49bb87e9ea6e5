import { describe, expect, it } from 'vitest';
import { parseQuestion } from '#src/query-understanding/parse-question.ts';
import { vocabularyOf } from '#src/query-understanding/vocabulary.ts';
import { tokensOf } from '#src/language/tokenizer.ts';

const nothing = vocabularyOf({
  version: 1,
  currency: 'USD',
  products: 0,
  keys: [],
  values: [],
  brands: [],
  categories: [],
  colouredRoots: [],
});
const textOf = (question: string) => parseQuestion(nothing, question).text;

describe('the text that ranks', () => {
  it.each([
    '3/4" brass elbow',
    '1-1/2 in. coupling',
    'AT&T phone',
    '3.75x4.25 tile',
    '2 in 1 cleaner',
    '5/4x6 board',
    '1/4-20 nuts',
    'photoelectric/ion alarm',
    'best choice products swing',
    'R&B vinyl, blue-ray',
  ])('is as it was written: %s', (question) => {
    expect(textOf(question)).toBe(question);
    expect(tokensOf(textOf(question))).toEqual(tokensOf(question));
  });

  it('lacks the words of asking around it, and what filters were read from', () => {
    expect(textOf('Do you have a 3/4" elbow, please?')).toBe('3/4" elbow');
    expect(textOf('I am looking for new balance shoes under $80 for the 2 in 1 rack')).toBe(
      'new balance shoes 2 in 1 rack',
    );
  });

  it('is all of it where nothing else was said', () => {
    expect(textOf('what do you sell')).toBe('what do you sell');
  });
});
