import { describe, expect, it } from 'vitest';
import { stem } from '#src/language/stemmer.ts';

// Pairs from the published vocabulary of the English stemmer at snowballstem.org.
const pairs: Readonly<Record<string, string>> = {
  consigned: 'consign', consignment: 'consign', consistency: 'consist', consolation: 'consol', knackeries: 'knackeri',
  knaves: 'knave', kneeling: 'kneel', knightly: 'knight', running: 'run', shoes: 'shoe', happy: 'happi',
  generously: 'generous', generation: 'generat', hopping: 'hop', hoping: 'hope', relational: 'relat', cries: 'cri',
  dies: 'die', gas: 'gas', kiwis: 'kiwi', agreed: 'agre', luxuriated: 'luxuri', falling: 'fall', controlling: 'control',
  cease: 'ceas', electrical: 'electr', enjoy: 'enjoy', triplicate: 'triplic', adoption: 'adopt', skies: 'sky',
  succeeding: 'succeed', communication: 'communic',
}; // prettier-ignore

describe('stem', () => {
  it.each(Object.entries(pairs))('takes %s to %s', (word, expected) => {
    expect(stem(word)).toBe(expected);
  });

  it('leaves codes, short words and other scripts whole', () => {
    for (const word of ['ps4', 'as', 'größe', 'обувь', '靴', '']) expect(stem(word)).toBe(word);
  });
});
