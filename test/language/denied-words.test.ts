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
  expect(denialsIn(text)).toEqual({ asked: text, rest: '', denied: [] });
});
