import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainLine, plainWords, publicName, wordsOfExport } from '#src/reviews/review-text.ts';

describe('the words of a review', () => {
  it('lose what nobody sees: bidi, zero-width, tag, selector and control characters', () => {
    const hidden = [
      '\u202e',
      '\u2066',
      '\u200b',
      '\u200d',
      '\ufeff',
      '\u00ad',
      '\u0000',
      '\u001b',
      '\u{e0041}',
      '\u{e0101}',
      '\ue000',
      '\u3164',
      '\u2800',
    ];
    for (const mark of hidden)
      expect(plainWords(`go${mark}od`), mark.codePointAt(0)?.toString(16)).toBe('good');
  });

  it('keep emoji whole, joined ones and those with a skin tone too', () => {
    expect(plainWords('👨‍👩‍👧 👩🏽‍🚀 ❤️ 3️⃣')).toBe('👨‍👩‍👧 👩🏽‍🚀 ❤️ 3️⃣');
  });

  it('keep markup as readable characters and a comparison as it was meant', () => {
    expect(plainWords('<script>alert(1)</script> under <5 km')).toBe('<script>alert(1)</script> under <5 km');
  });

  it('keep paragraphs but no more than one empty line', () => {
    expect(plainWords('one\r\n\r\n\r\n\r\ntwo\t three')).toBe('one\n\ntwo three');
    expect(plainLine('one\n two')).toBe('one two');
  });

  it('lose a tower of accents', () => {
    expect(plainWords(`a${'\u0316'.repeat(50)}`).length).toBeLessThan(6);
  });

  it('are the same after a second cleaning, whatever they were', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const once = plainWords(text);
        expect(plainWords(once)).toBe(once);
        expect(once).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b\ufeff]/);
      }),
    );
  });

  it('come out of an export without its HTML', () => {
    expect(wordsOfExport('<p>Fits well.<br>Grips &amp; holds</p><script>steal()</script>')).toBe(
      'Fits well.\nGrips & holds',
    );
    expect(wordsOfExport('Fish &amp; chips')).toBe('Fish & chips');
  });
});

describe('a name in public', () => {
  it.each([
    ['Jane van der Doe', 'Jane D.'],
    ['Ana', 'Ana'],
    ['jane@example.org', ''],
    ['+1 555 0100', ''],
    ['<b>Jo</b>', ''],
    ['', ''],
  ])('%s becomes %s', (given, shown) => expect(publicName(given)).toBe(shown));
});
