import { describe, expect, it } from 'vitest';
import { ageIn, isChildAgeGroup, namesChild, withoutAge } from '#src/language/age-group.ts';

describe('an age group', () => {
  it.each(['kids', 'Kid', 'children', 'Toddler', 'newborn', 'infant', 'junior', 'youth'])(
    'of children: %s',
    (value) => expect(isChildAgeGroup(value)).toBe(true),
  );
  it.each(['adult', 'adults', 'senior', ''])('of others: %s', (value) =>
    expect(isChildAgeGroup(value)).toBe(false),
  );
});

describe('an age in a text', () => {
  it.each([
    ['a 10 year old', 10],
    ['my 6-year-old', 6],
    ['an 8 months old', 0],
    ['aged 7', 7],
    ['she is turning 12', 12],
    ['my dad is 63', 63],
    ['the drop is 8 mm', null],
    ['shoes in 9', null],
  ])('%s', (text, age) => expect(ageIn(text)).toBe(age));

  it('makes a question one about a child up to thirteen', () => {
    expect(namesChild('boots for my 6 year old')).toBe(true);
    expect(namesChild('shoes for my father, he is 63')).toBe(false);
    expect(namesChild('shoes whose drop is 8 mm')).toBe(false);
    expect(namesChild('boys boots')).toBe(true);
  });

  it('can be taken out', () => expect(withoutAge('shoes for a 10 year old girl')).toBe('shoes for a girl'));
});
