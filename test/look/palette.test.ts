import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contrast, hexOf, nearestReadable, oklchOf, READABLE, type Hex } from '#src/look/color.ts';
import { lookOf } from '#src/look/look.ts';
import { darkened, palette, unreadable, type Palette } from '#src/look/palette.ts';
import { THEMES } from '#src/look/themes.ts';

const hex = fc
  .integer({ min: 0, max: 0xffffff })
  .map((number): Hex => `#${number.toString(16).padStart(6, '0')}`);

/** Every text of a palette beside every ground that it may stand on. */
const pairs = (of: Palette): readonly (readonly [text: string, ground: string, contrast: number])[] => [
  ...(['ink', 'quiet', 'signal', 'brick'] as const).flatMap((text) =>
    (['paper', 'raised', 'card'] as const).map(
      (ground) => [text, ground, contrast(of[text], of[ground])] as const,
    ),
  ),
  ['on-signal', 'signal', contrast(of['on-signal'], of.signal)],
];

describe('a palette', () => {
  it('is readable in all its texts, whatever light or dark paper it is made from', () => {
    fc.assert(
      fc.property(hex, hex, hex, (accent, paper, ink) => {
        const { l } = oklchOf(paper);
        fc.pre(l > 0.85 || l < 0.3); // a middle grey takes no colour of text well; lint says which is nearest
        const colors = { accent, paper, ink };
        for (const scheme of [palette(colors), palette(darkened(colors))])
          expect(pairs(scheme).filter(([, , is]) => is < READABLE)).toEqual([]);
      }),
    );
  });

  it.each(THEMES)('of the theme %s shows the colours as they are written', (theme) => {
    const { chosen, light, dark } = lookOf({ theme });
    expect(unreadable(chosen.light)).toEqual([]);
    expect([light.signal, light.paper, light.ink]).toEqual([
      chosen.light.accent,
      chosen.light.paper,
      chosen.light.ink,
    ]);
    for (const scheme of [light, dark]) expect(pairs(scheme).filter(([, , is]) => is < READABLE)).toEqual([]);
  });

  it('names what is hard to read with the nearest of the same hue that is not', () => {
    const [found, ...more] = unreadable({ accent: '#ffb000', paper: '#ffffff', ink: '#222222' });
    expect(more).toEqual([]);
    expect(found?.name).toBe('accent');
    expect(found?.contrast).toBeLessThan(2);
    const nearest = found?.nearest ?? '#000000';
    expect(contrast(nearest, '#ffffff')).toBeGreaterThanOrEqual(READABLE);
    expect(contrast(nearest, '#ffffff')).toBeLessThan(5.5); // no darker than it has to be
    expect(Math.abs(oklchOf(nearest).h - oklchOf('#ffb000').h)).toBeLessThan(6);
  });
});

describe('a colour', () => {
  it('is read with or without its sign, short or long, and nothing else is', () => {
    expect(['#1F6F54', '1f6f54', '#fff', 'green', '#12345', ''].map(hexOf)).toEqual([
      '#1f6f54',
      '#1f6f54',
      '#ffffff',
      null,
      null,
      null,
    ]);
  });

  it('contrasts as WCAG counts it', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  });

  it('stays as it is where it can be read', () => {
    expect(nearestReadable('#1f6f54', ['#ffffff'])).toBe('#1f6f54');
  });
});
