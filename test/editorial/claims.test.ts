import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { contentSources } from '#src/editorial/content-sources.ts';
import { findClaims, withoutClaims } from '#src/editorial/claims.ts';

const folder = mkdtempSync(join(tmpdir(), 'claims-'));
afterAll(() => rmSync(folder, { recursive: true }));

const toldOf = (file: string, text: string) => {
  mkdirSync(join(folder, file, '..'), { recursive: true });
  writeFileSync(join(folder, file), text);
  return findClaims(contentSources(folder)).map(({ line, message }) => [line, message]);
};

describe('the words of a shop', () => {
  it.each([
    ['A guaranteed night of sleep.', /guarantee/],
    ['It cures every cold.', /cure/],
    ['Clinically proven to relax.', /cure/],
    ['The world’s best tea.', /superlative/],
    ['The finest green tea on the market.', /superlative/],
    ['Our #1 blend.', /superlative/],
    ['Today only.', /presses/],
    ['A tin for $19.99.', /price/],
    ['Die Dose für 12,50 €.', /price/],
    ['Das hilft garantiert.', /guarantee/],
    ['Nur heute im Angebot.', /presses/],
  ])('are refused where they say “%s”', (said, reason) => {
    expect(toldOf('products/tea.md', `---\nanswer: x\n---\n\n${said}`)).toEqual([
      [5, expect.stringMatching(reason)],
    ]);
  });

  it.each([
    'No tea is guaranteed to help you sleep.',
    'It does not cure a cold.',
    'The best of these for a cold evening is the strong one.',
    'Cured leather takes the oil slowly.',
    'Steep it 3 minutes at 80 °C; a tin holds 100 g.',
    'Niemand kann das garantieren.',
  ])('may say “%s”', (said) => {
    expect(toldOf('products/tea.md', `---\nanswer: x\n---\n\n${said}`)).toEqual([]);
  });

  it('may tell what delivery costs in an answer, and a policy may promise', () => {
    expect(toldOf('faqs/delivery.md', 'It costs 4.90 USD.')).toEqual([]);
    expect(toldOf('policies/warranty.md', 'We guarantee every kettle for two years.')).toEqual([]);
  });

  it('are quoted without what they may not claim', () => {
    expect(
      withoutClaims('A strong black tea. $19.99 today only, guaranteed cure for colds. Steep it 3 minutes.'),
    ).toBe('A strong black tea. Steep it 3 minutes.');
  });
});
