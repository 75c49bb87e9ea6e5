import { describe, expect, it } from 'vitest';
import { headOfQuestion } from '#src/language/head-noun.ts';
import { termOf } from '#src/language/tokenizer.ts';

describe('the noun of a question', () => {
  it.each([
    ['drink bottle 20 oz', 'bottle'],
    ['750 ml bottle', 'bottle'],
    ['hard drive 1 tb', 'drive'],
    ['kettle for a camp stove', 'kettle'],
  ])('is what is wanted, not what measures it: %s', (question, noun) => {
    expect(headOfQuestion(question)).toBe(termOf(noun));
  });

  it('is nothing where no word names a thing', () => {
    expect(headOfQuestion('20')).toBeNull();
  });
});
