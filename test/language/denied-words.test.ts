import { expect, it } from 'vitest';
import { denialsIn } from '#src/language/denied-words.ts';

it.each([
  ['mugs without straw', 'mugs', ['straw']],
  ['a kettle without a lid under 50', 'a kettle under 50', ['lid']],
  ['soap not bar', 'soap', ['bar']],
  ['bowls not wooden or plastic, dishwasher safe', 'bowls dishwasher safe', ['wooden', 'plastic']],
  ['except glass, any bottle', 'any bottle', ['glass']],
])('takes what is denied out of the question: %s', (text, asked, denied) => {
  expect(denialsIn(text)).toMatchObject({ asked, denied });
});

it('reads a dozen phrases and tells those beyond', () => {
  const names =
    'amber birch cedar daisy ebony fennel garnet hazel indigo jasmine kelp lilac maple nutmeg'.split(' ');
  const read = denialsIn(`soap ${names.map((name) => `not ${name}`).join(' ')} or olive`);
  expect(read.asked).toBe('soap');
  expect(read.denied).toEqual(names.slice(0, 12));
  expect(read.unread).toEqual(['not maple', 'not nutmeg', 'not olive']);
});

it.each([
  'why not a kettle',
  'a kettle that is not too heavy',
  'hot or not',
  'does it not leak',
  'not only kettles',
  'no frost freezer',
  'without',
  '',
])('leaves a question alone that denies nothing of a thing: %s', (text) => {
  expect(denialsIn(text)).toEqual({ asked: text, rest: '', denied: [], unread: [] });
});
