import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openingSentences } from '#src/catalog/opening-sentences.ts';

describe('the lead of a product that has only a description', () => {
  it('is its first two sentences, and the others are left', () => {
    expect(openingSentences('A pan of 24 cm. It is made of iron. It weighs 1.9 kg. Dry it well.')).toEqual({
      lead: 'A pan of 24 cm. It is made of iron.',
      rest: 'It weighs 1.9 kg. Dry it well.',
    });
  });

  it('is all of a short text', () => expect(openingSentences('A pan')).toEqual({ lead: 'A pan', rest: '' }));

  it('is cut at a word where the first sentence is no lead, and then nothing is lost', () => {
    const text = 'iron pan '.repeat(100).trim();
    const { lead, rest } = openingSentences(text);
    expect(lead).toMatch(/^(?:iron pan )+iron(?: pan)?…$/);
    expect(lead.length).toBeLessThanOrEqual(401);
    expect(rest).toBe(text);
  });

  it('is short and loses nothing, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 3_000 }), (text) => {
        const { lead, rest } = openingSentences(text);
        expect(lead.length).toBeLessThanOrEqual(401);
        const fold = (all: string) => all.replace(/\s+/g, '');
        expect([fold(text), fold(lead + rest)]).toContain(
          fold(lead.endsWith('…') && rest ? rest : lead + rest),
        );
      }),
    );
  });
});
