import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { headOfQuestion, headsOf } from '#src/language/head-noun.ts';
import { deletionsOf, editDistance } from '#src/language/edit-distance.ts';
import { tokensOf } from '#src/language/tokenizer.ts';

const terms = (text: string) => tokensOf(text).map((token) => token.term);

describe('tokensOf', () => {
  it.each([
    ['5" pipe', '5 in pipe'],
    ['5 inches pipe', '5-inch pipe'],
    ['16gb memory', '16 GB memory'],
    ['18-volt drill', '18V drill'],
    ['4x8 board', '4 x 8 board'],
    ['1½ in pipe', '1-1/2 inch pipe'],
    ['gallon bucket', 'gallons bucket'],
    ['1,000 hours', '1000 hours'],
    ['women’s shoes', 'womens shoe'],
    ['Café', 'cafe'],
    ['Thunderbolt™ dock®', 'thunderbolt docks'],
    ['size 10.0 us', 'size 10 US'],
    ['AT&T', 'at&t'],
    ['4.7 kΩ', '4.7k ohms'],
    ['220Ω', '220 ohm'],
    ['100 µF', '100uf'],
    ['100 μF', '100uF'],
  ])('reads %s like %s', (one, other) => {
    expect(terms(one)).toEqual(terms(other));
  });

  it('keeps names of letters and digits whole', () => {
    expect(terms('ps4 iphone 6s 802.11b 3m')).toEqual(['ps4', 'iphon', '6s', '802.11b', '3m']);
  });

  it('finds words within a script that has no spaces', () => {
    expect(terms('防水靴').length).toBeGreaterThan(1);
  });

  it('never fails, whatever it is given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => Array.isArray(tokensOf(text))),
    );
  });
});

describe('headsOf', () => {
  it('tells the thing from what it goes with', () => {
    const bag = headsOf('Padded sleeve for laptop, black');
    expect(bag.first).toEqual(terms('sleeve'));
    expect(bag.goesWith).toContain('laptop');
  });

  it('is not what an adapter leads from', () => {
    expect(headsOf('Replacement Mouse to Tablet Adapter').first).toEqual(terms('adapter'));
  });

  it('passes over colours, sizes and numbers', () => {
    expect(headsOf('Trail shoe blue 42').first).toEqual(['shoe']);
    expect(headOfQuestion('running shoes black 10')).toBe('shoe');
    expect(headOfQuestion('shoes for gym and treadmill')).toBe('shoe');
    expect(headOfQuestion('what socks would you take to a race')).toBe('sock');
    expect(headOfQuestion('10 5')).toBeNull();
  });
});

describe('spelling', () => {
  it('counts a swap of neighbours as one edit', () => {
    expect(editDistance('shose', 'shoes')).toBe(1);
    expect(editDistance('kitten', 'sitting')).toBe(3);
  });

  it('finds every word within one edit under a common deletion', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'abcdef'), minLength: 5, maxLength: 9 });
    fc.assert(
      fc.property(letters, fc.nat(), (word, n) => {
        const at = n % word.length;
        const slip = word.slice(0, at) + word.slice(at + 1);
        const kept = new Set(deletionsOf(word));
        expect(deletionsOf(slip).some((one) => kept.has(one))).toBe(true);
      }),
    );
  });
});
