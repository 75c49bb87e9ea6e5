import { describe, expect, it } from 'vitest';
import { messagesOf, speaks, type Messages } from '#src/messages/messages.ts';
import { pluralIn } from '#src/messages/plural-in.ts';

/** Every sentence with the words filled in that it asks for: text says back what stands for it. */
function sentencesOf(value: unknown, path = ''): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function')
    return [1, 2].flatMap((count) =>
      sentencesOf(said(value as (...given: unknown[]) => unknown, count), path),
    );
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, one]) => sentencesOf(one, path ? `${path}.${key}` : key));
}

/** A stand-in for whatever a sentence is given: a number where it counts, a list where it lists, a name elsewhere. */
function said(sentence: (...given: unknown[]) => unknown, count: number): unknown {
  const given: unknown = new Proxy(() => undefined, {
    get: (_, name) => {
      if (name === Symbol.toPrimitive) return (hint: string) => (hint === 'number' ? count : `${count}`);
      if (name === 'join' || name === 'toLowerCase' || name === 'toString') return () => `${count}`;
      if (name === 'length') return count;
      return given;
    },
  });
  return sentence(given, given, given, given);
}

const ENGLISH_WORDS = /\b(?:the|and|your|you|with|of|not|is|are|have|this|that|from|for|it|or)\b/i;
const GERMAN_WORDS = /\b(?:der|die|das|und|ist|nicht|Sie|Ihre?|mit|von|für|ein|eine|oder)\b/;

describe('the sentences of a shop', () => {
  const german = sentencesOf(messagesOf('de-AT'));

  it('are all there in German, none of them in English', () => {
    expect(german.length).toBeGreaterThan(100);
    expect(german.filter(([, text]) => text.trim() === '')).toEqual([]);
    expect(german.filter(([, text]) => ENGLISH_WORDS.test(text) && !GERMAN_WORDS.test(text))).toEqual([]);
  });

  it('are in English where a language has no folder, and it says so', () => {
    expect(messagesOf('xx')).toBe(messagesOf('en-GB'));
    expect([speaks('de-CH'), speaks('en'), speaks('xx')]).toEqual([true, true, false]);
  });

  it('count as the language counts', () => {
    const products = ({ lists }: Messages, count: number) => lists.products(count, String(count));
    expect([1, 2].map((count) => products(messagesOf('de'), count))).toEqual(['1 Produkt', '2 Produkte']);
    expect([1, 0].map((count) => products(messagesOf('en'), count))).toEqual(['1 product', '0 products']);
    const polish = pluralIn('pl');
    const forms = { one: 'plik', few: 'pliki', many: 'plików', other: 'pliku' };
    expect([1, 3, 5, 22].map((count) => polish(count, forms))).toEqual(['plik', 'pliki', 'plików', 'pliki']);
  });
});
