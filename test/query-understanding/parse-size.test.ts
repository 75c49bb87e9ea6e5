import { describe, expect, it } from 'vitest';
import { parseSizes } from '#src/query-understanding/parse-size.ts';
import { questionWords } from '#src/query-understanding/words.ts';
import type { Vocabulary } from '#src/query-understanding/vocabulary.ts';

/** A shop that writes its sizes so. */
function shopWith(...sizes: readonly string[]): Vocabulary {
  const key = { key: 'size', label: 'Size', isOption: true };
  const phrases = sizes.map((value) => [value.toLowerCase(), [{ named: { kind: 'value', key, value } }]]);
  return { keys: new Map([['size', key]]), phrases: new Map(phrases as never) } as unknown as Vocabulary;
}
const read = (question: string, ...sizes: readonly string[]) =>
  parseSizes(shopWith(...sizes), questionWords(question)).flatMap(({ filter }) =>
    filter.kind === 'any-of' ? filter.values : [],
  );

describe('a size in a question', () => {
  const slides = ['US W 8 / M 6.5', 'US W 9 / M 7.5', 'US W 8', 'US M 6.5'];

  it.each([
    ['size US W 8 / M 6.5', ['US W 8 / M 6.5']],
    ['slides US W 9/M 7.5', ['US W 9 / M 7.5']],
    ['size US W 8', ['US W 8']],
  ])('is one where the merchant writes two systems as one: %s', (question, expected) => {
    expect(read(question, ...slides)).toEqual(expected);
  });

  it('of two letters is not the second letter', () => {
    expect(read('vest size S/M', 'S/M', 'L/XL')).toEqual(['S/M']);
  });

  it.each([
    ['size 42', ['42 EU - 8.5 US']],
    ['trainers us 8.5', ['42 EU - 8.5 US']],
    ['size 38 eu', ['38 EU - 5.5 US', '38 EU - 6Y US']],
    ['size 99', []],
    ['37 trainers', []],
  ])('is read where each value tells several systems: %s', (question, expected) => {
    expect(read(question, '42 EU - 8.5 US', '38 EU - 5.5 US', '38 EU - 6Y US')).toEqual(expected);
  });

  it('may be said before the word', () => {
    expect(read('queen size bed', 'Queen', 'King')).toEqual(['Queen']);
    expect(read('queen bee', 'Queen', 'King')).toEqual([]);
  });
});
