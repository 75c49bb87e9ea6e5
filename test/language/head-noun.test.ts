import { describe, expect, it } from 'vitest';
import { headOfQuestion, headsOf } from '#src/language/head-noun.ts';
import { termOf } from '#src/language/tokenizer.ts';

describe('the noun of a question', () => {
  it.each([
    ['drink bottle 20 oz', 'bottle'],
    ['750 ml bottle', 'bottle'],
    ['hard drive 1 tb', 'drive'],
    ['kettle for a camp stove', 'kettle'],
    ['paint can opener', 'opener'],
    ['which paint can I thin', 'paint'],
  ])('is what is wanted, not what measures it: %s', (question, noun) => {
    expect(headOfQuestion(question)).toBe(termOf(noun));
  });

  it.each([
    ['my hands get dry in winter, do you have a balm that helps?', 'balm'],
    ['we moved to a flat with three rooms and need a rug for the hall', 'rug'],
    ['he is starting judo and about 130cm tall, which suit does he need?', 'suit'],
    ['ferns that need little light', 'fern'],
    ['it gets cold, do you sell a cream', 'cream'],
  ])('stands behind what is only told: %s', (question, noun) => {
    expect(headOfQuestion(question)).toBe(termOf(noun));
  });

  it('is nothing where any product would do', () => {
    expect(headOfQuestion('lip products')).toBeNull();
    expect(headOfQuestion('coffee')).toBeNull();
  });

  it('is nothing where no word names a thing', () => {
    expect(headOfQuestion('20')).toBeNull();
  });
});

describe('the nouns of a name', () => {
  it('stand behind brackets, and before a stroke between blanks', () => {
    expect(headsOf('Van (2018-2024) Ladder').first).toEqual([termOf('ladder')]);
    expect(headsOf('Storage Box / Twin Set').first).toEqual([termOf('box')]);
  });

  it('hold what is a colour, too', () => {
    expect(headsOf('Hand Cream').later).toEqual([termOf('cream')]);
  });
});
