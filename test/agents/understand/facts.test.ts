import { describe, expect, it } from 'vitest';
import { asksForFact, factLine } from '#agents/shopping/understand/facts.ts';

const DESCRIPTION = `A trailing ivy for bright rooms.
Water every 1-2 weeks, letting the soil dry in between.
Pet friendly: no, it is toxic to pets.
Made in North Wales.
Application
Rub a little into the leaves
Suitable for all skin types
Wipe it with a damp cloth.`;

describe('a fact asked in other words than it is stated in', () => {
  it.each([
    ['is it safe for cats?', 'toxic to pets'],
    ['how often would I have to water it', 'every 1-2 weeks'],
    ['where is it made', 'North Wales'],
    ['how do i use it', 'Rub a little'],
    ['ok for sensitive skin?', 'all skin types'],
    ['how do you clean it', 'damp cloth'],
  ])('%s', (question, stated) => {
    expect(factLine(question, 'Ivy Trail', DESCRIPTION)).toContain(stated);
  });

  it.each(['does it rust', 'is it safe for bees', 'how loud is it', 'how often should I prune it'])(
    'answers nothing where no line states it: %s',
    (question) => {
      expect(factLine(question, 'Ivy Trail', DESCRIPTION)).toBeNull();
    },
  );

  it('is not asked by one who looks for goods', () => {
    expect(asksForFact('do you have anything safe for cats?')).toBe(false);
    expect(asksForFact('is it safe for cats?')).toBe(true);
  });
});
