import { round, valueAt } from '#src/pictures/drawing/curve.ts';
import type { ShoeFacts } from './shoe-facts.ts';
import { type Point } from '#src/pictures/drawing/svg.ts';

/** The sole's two lines in mm over the ground, x from the heel; and how a mm point lies on the sheet. */
export interface Sole {
  readonly facts: ShoeFacts;
  bottom(x: number): number;
  top(x: number): number;
  /** Where heel and forefoot stack are measured. */
  readonly heelAt: number;
  readonly forefootAt: number;
  place(x: number, y: number): Point;
}

export const GROUND = 452; // px on the sheet

export const SCALE = 2.12; // px a millimetre, the same for every shoe

const toeSpring = [15, 21, 29] as const;

const heelBevel = [6, 10, 15] as const;

const lift = [3, 6, 9, 12] as const; // how far the foam rises around the heel

export function soleOf(facts: ShoeFacts): Sole {
  const { length: L, heel, forefoot } = facts;
  const low = facts.style === 'spike' ? 0.8 : 1;
  const spring = toeSpring[facts.rocker] * low * (L / 292);
  const bevel = heelBevel[facts.rocker] * Math.min(1, heel / 30);
  const [heelOff, toeOn] = [(0.1 + facts.rocker * 0.035) * L, (0.7 - facts.rocker * 0.045) * L];
  const bottom = (x: number): number => {
    if (x < heelOff) return bevel * Math.max(0, (heelOff - x) / heelOff) ** 2.1;
    return x > toeOn ? spring * ((x - toeOn) / (L - toeOn)) ** 2 : 0;
  };
  const tip = spring + Math.max(6, forefoot * 0.46);
  const heelAt = 0.12 * L;
  const forefootAt = 0.73 * L;
  const arch = (heel + forefoot) / 2 + (facts.stable ? 4 : 1.5);
  const line: readonly Point[] = [
    [0, heel + lift[facts.cushion]],
    [0.05 * L, heel + lift[facts.cushion] * 0.45],
    [heelAt, heel],
    [0.28 * L, heel - (heel - forefoot) * 0.1 + 1],
    [0.46 * L, arch],
    [0.62 * L, forefoot + 1.2],
    [forefootAt, forefoot],
    [0.86 * L, Math.max(forefoot + 0.6, bottom(0.86 * L) + forefoot * 0.74)],
    [L, tip],
  ];
  const start = 400 - (L * SCALE) / 2;
  return {
    facts,
    bottom,
    top: (x) => valueAt(line, x),
    heelAt,
    forefootAt,
    place: (x, y) => [start + x * SCALE, GROUND - y * SCALE],
  };
}

export const range = (from: number, to: number, steps: number): readonly number[] =>
  Array.from({ length: steps + 1 }, (_, i) => from + ((to - from) * i) / steps);

/** The outline of the whole sole, closed. */
export function solePath(sole: Sole, up = 0): string {
  const { facts, place, bottom, top } = sole;
  const L = facts.length;
  const flare = 3 + facts.cushion * 1.6;
  const back = facts.heel + lift[facts.cushion];
  const edge = range(3, L - 5, 9).map((x) => place(x, top(x)));
  const tip = bottom(L) + up * 0.4;
  const toe: Point[] = [
    place(L + 1, top(L) - (top(L) - tip) * 0.3),
    place(L + 0.5, top(L) - (top(L) - tip) * 0.62),
    place(L - 7, bottom(L - 7) + up),
  ];
  const tread = range(L - 24, 9, 10).map((x) => place(x, bottom(x) + up));
  const heel: Point[] = [
    place(-flare * 0.6, facts.heel * 0.2 + bottom(0) * 0.75 + up * 0.5),
    place(-flare, facts.heel * 0.46 + bottom(0) * 0.4),
    place(-flare * 0.6, back * 0.8),
  ];
  return round([...edge, ...toe, ...tread, ...heel]);
}
