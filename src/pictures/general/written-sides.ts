import type { Attribute } from '#src/catalog/product.ts';
import { unitOf } from '#src/language/units.ts';
import { type Side, type Sides, WHOLE, stretchOf } from './stated-sides.ts';

const KEY = new RegExp(
  `^${WHOLE}(?:dimensions?|size|abmessungen|masse|grosse)(?:_([lwdh](?:_?x_?[lwdh]){1,2}))?$`,
);
const FIGURE = '(?<!\\d)(\\d+(?:[.,]\\d+)?)(?:\\s*(mm|cm|m|in|inch|inches|ft|"|″))?';
const TIMES = '\\s*[x×*]\\s*';
const SIZE = new RegExp(`${FIGURE}${TIMES}${FIGURE}(?:${TIMES}${FIGURE})?(?![\\p{L}\\d])`, 'iu');

const initials: Readonly<Record<string, Side>> = { w: 'width', h: 'height', d: 'depth', l: 'length' };

/** The sides that an attribute states in one line, in the order its key names: `dimensions_wxdxh: 80 x 40 x 75`. */
export function writtenSides(specs: readonly Attribute[]): Sides | null {
  for (const one of specs) {
    const key = one.kind === 'words' ? KEY.exec(one.key) : null;
    const sides = key && one.kind === 'words' ? sidesIn(one.values.join(' '), key[1]) : null;
    if (sides) return sides;
  }
  return null;
}

/** The sides that an option or a title names, with a unit: `60 x 90 cm`. */
export function namedSides(texts: readonly string[]): Sides | null {
  return texts.map((text) => sidesIn(text)).find((sides) => sides?.hasUnit) ?? null;
}

/** Without an order three figures stand for width, depth and height, two for width and height. */
function sidesIn(text: string, order?: string): Sides | null {
  const [, a, unitA, b, unitB, c, unitC] = SIZE.exec(text) ?? [];
  const figures = [[a, unitA], [b, unitB], [c, unitC]].filter(([figure]) => figure !== undefined); // prettier-ignore
  const shared = figures.findLast(([, unit]) => unit)?.[1] ?? null;
  const found = figures.flatMap(([figure = '', own]) => {
    const unit = unitOf(own ?? shared)?.name ?? null;
    const value = Number(figure.replace(',', '.'));
    return stretchOf(value, unit, unit ? `${value} ${unit}` : String(value));
  });
  if (found.length < 2 || found.length < figures.length) return null;
  const named = [...(order ?? (found.length === 3 ? 'wdh' : 'wh')).replaceAll(/[^lwdh]/g, '')];
  const of = new Map(
    named.flatMap((initial, at) => {
      const [side, stretch] = [initials[initial], found[at]];
      return side && stretch ? [[side, stretch] as const] : [];
    }),
  );
  return { of, hasUnit: shared !== null, facts: [found.map(({ told }) => told).join(' × ')] };
}
