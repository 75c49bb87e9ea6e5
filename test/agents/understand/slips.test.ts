import { describe, expect, it } from 'vitest';
import { withoutSlips } from '#agents/shopping/understand/slips.ts';
import type { Vocabulary } from '#src/query-understanding/vocabulary.ts';

const SHOP = {
  categories: [{ slug: 'cheeper', name: 'Cheeper' }],
  colours: new Map(),
  keys: new Map(),
  phrases: new Map(),
} as unknown as Vocabulary;

describe('slips in words of asking and buying', () => {
  it.each([
    ['chepaer one?', 'cheaper one?'],
    ['wats in it', 'whats in it'],
    ['sumthing for dry lips', 'something for dry lips'],
    ['actualy 2 of those', 'actually 2 of those'],
  ])('%s', (said, meant) => {
    expect(withoutSlips(said, SHOP)).toBe(meant);
  });

  it.each(['a cheeper please', 'charger', 'mail a.wats@example.com', 'the C-chepaer9'])(
    'leaves words of the shop, other words and names alone: %s',
    (said) => {
      expect(withoutSlips(said, SHOP)).toBe(said);
    },
  );
});
