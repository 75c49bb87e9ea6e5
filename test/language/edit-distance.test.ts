import { expect, it } from 'vitest';
import { isTypo } from '#src/language/edit-distance.ts';

it.each([
  ['waterprof', 'waterproof'],
  ['trial', 'trail'],
  ['sohe', 'shoe'],
  ['runing', 'running'],
])('%s may be a typo of %s', (one, other) => expect(isTypo(one, other)).toBe(true));

it.each([
  ['nike', 'nine'], // another letter in a word of four
  ['trail', 'grail'], // another first letter in a short word
  ['cat', 'act'], // too short
  ['jacket', 'packed'],
])('%s is no typo of %s', (one, other) => expect(isTypo(one, other)).toBe(false));
